package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacityTest {

  @Test
  void reservation_takesNoMoreThanIsFree() {
    var capacity = new Capacity(2, 1);
    assertThat(capacity.reserveUpTo(Lane.THREAD, 5)).isEqualTo(2);
    assertThat(capacity.reserve(Lane.THREAD)).isFalse();
    assertThat(capacity.reserve(Lane.PLACE)).isTrue();
    assertThat(capacity.hasRoom()).isFalse();
    capacity.release(Lane.THREAD, 1);
    assertThat(capacity.hasRoom()).isTrue();
    assertThat(capacity.reserve(Lane.THREAD)).isTrue();
  }

  @Test
  void forcedAttempts_areWorkedOffBeforeNewOnes() {
    var capacity = new Capacity(1, 0);
    capacity.force(Lane.THREAD);
    capacity.force(Lane.THREAD);
    capacity.release(Lane.THREAD, 1);
    assertThat(capacity.reserve(Lane.THREAD)).isFalse();
    capacity.release(Lane.THREAD, 1);
    assertThat(capacity.reserve(Lane.THREAD)).isTrue();
  }

  @Test
  void closedCapacity_letsNothingIn() {
    var capacity = new Capacity(1, 1);
    capacity.close();
    assertThat(capacity.reserve(Lane.THREAD)).isFalse();
    assertThat(capacity.hasRoom()).isFalse();
  }

  @Test
  void manyThreads_neverReserveTooMuch() {
    var capacity = new Capacity(7, 0);
    var most = new AtomicInteger();
    var held = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            int got = capacity.reserveUpTo(Lane.THREAD, 3);
            most.accumulateAndGet(held.addAndGet(got), Math::max);
            held.addAndGet(-got);
            capacity.release(Lane.THREAD, got);
          }
        };
    List<CompletableFuture<Void>> all =
        IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(worker)).toList();
    all.forEach(CompletableFuture::join);
    assertThat(most.get()).isBetween(1, 7);
    assertThat(capacity.reserveUpTo(Lane.THREAD, 100)).isEqualTo(7);
  }
}
