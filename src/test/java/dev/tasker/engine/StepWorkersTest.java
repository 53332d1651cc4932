package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepWorkersTest {

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void end() throws InterruptedException {
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void allWork_isDoneWithNoMoreThreadsThanTheLimit() throws InterruptedException {
    var workers = new StepWorkers(executor, 3);
    var together = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(1_000);
    for (int i = 0; i < 1_000; i++) {
      workers.execute(
          () -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            together.decrementAndGet();
            done.countDown();
          });
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most.get()).isBetween(1, 3);
    workers.stop();
  }

  @Test
  void blockedThread_doesNotHoldUpOthers() throws InterruptedException {
    var workers = new StepWorkers(executor, 2);
    var release = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    workers.execute(() -> awaitQuietly(release));
    workers.execute(done::countDown);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    release.countDown();
    workers.stop();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
