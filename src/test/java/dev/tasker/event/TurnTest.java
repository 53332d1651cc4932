package dev.tasker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnTest {

  @Test
  void askedWhileItWorks_worksOnceMore() {
    Deque<Runnable> queue = new ArrayDeque<>();
    var runs = new AtomicInteger();
    Turn[] self = new Turn[1];
    Turn turn =
        new Turn(
            queue::add,
            () -> {
              if (runs.incrementAndGet() == 1) {
                self[0].ask();
                self[0].ask();
              }
            });
    self[0] = turn;
    turn.ask();
    turn.ask();
    queue.remove().run();
    assertThat(runs).hasValue(2);
    assertThat(queue).isEmpty();
    turn.ask();
    assertThat(queue).hasSize(1);
  }

  @Test
  void failedWork_doesNotKeepTheNextFromBeingDone() {
    Deque<Runnable> queue = new ArrayDeque<>();
    var runs = new AtomicInteger();
    Turn turn =
        new Turn(
            queue::add,
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("expected by the test");
            });
    turn.ask();
    queue.remove().run();
    turn.ask();
    queue.remove().run();
    assertThat(runs).hasValue(2);
  }

  @Test
  void manyThreads_neverWorkAtTheSameTime_andTheLastWishIsSeen() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var inside = new AtomicInteger();
      var wished = new AtomicInteger();
      var seen = new AtomicInteger();
      var most = new AtomicInteger();
      Turn turn =
          new Turn(
              threads,
              () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                seen.set(wished.get());
                inside.decrementAndGet();
              });
      for (int i = 0; i < 10_000; i++) {
        wished.incrementAndGet();
        turn.ask();
      }
      await().untilAsserted(() -> assertThat(seen).hasValue(10_000));
      assertThat(most).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
