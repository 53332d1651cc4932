package dev.tasker.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LastingThreadsTest {

  private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
  private final ExecutorService source = Executors.newCachedThreadPool(this::thread);

  private Thread thread(Runnable work) {
    var thread = new Thread(work);
    thread.setUncaughtExceptionHandler((where, what) -> uncaught.set(what));
    return thread;
  }

  @AfterEach
  void stop() {
    source.shutdownNow();
  }

  @Test
  void manyTasks_areDoneByFewThreads() throws Exception {
    var submissions = new AtomicInteger();
    var threads = new LastingThreads(task -> submit(task, submissions), 3, 60_000);
    var done = new CountDownLatch(10_000);

    for (int i = 0; i < 10_000; i++) {
      threads.execute(done::countDown);
    }

    assertThat(done.await(20, SECONDS)).isTrue();
    assertThat(submissions.get()).isBetween(1, 3);
    assertThat(threads.size()).isBetween(1, 3);
  }

  private void submit(Runnable task, AtomicInteger submissions) {
    submissions.incrementAndGet();
    source.execute(task);
  }

  @Test
  void idleThreads_leave_andNoTaskIsLost() {
    var threads = new LastingThreads(source, 4, 1);
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int round = 0; round < 300; round++) {
      var task = CompletableFuture.runAsync(() -> {}, threads);
      tasks.add(task);
      if (ThreadLocalRandom.current().nextBoolean()) {
        task.join(); // now and then the threads run out of work just as more comes
      }
    }

    assertThat(CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)))
        .succeedsWithin(Duration.ofSeconds(20));
    await().until(() -> threads.size() == 0);
  }

  @Test
  void taskThatThrows_costsNoOtherTask() {
    var threads = new LastingThreads(source, 1, 60_000);
    threads.execute(
        () -> {
          throw new IllegalStateException("thrown on purpose by a test");
        });

    assertThat(CompletableFuture.runAsync(() -> {}, threads))
        .succeedsWithin(Duration.ofSeconds(20));
    await().untilAsserted(() -> assertThat(uncaught.get()).hasMessageContaining("on purpose"));
  }

  @Test
  void refusalOfTheSource_isHandedOn() {
    var threads =
        new LastingThreads(
            task -> {
              throw new RejectedExecutionException("full");
            },
            2,
            1);

    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(threads.size()).isZero();
  }

  @Test
  void closed_letsItsThreadsGo_andTakesNoMore() {
    var threads = new LastingThreads(source, 2, 60_000);
    assertThat(CompletableFuture.runAsync(() -> {}, threads))
        .succeedsWithin(Duration.ofSeconds(20));

    threads.close();

    await().until(() -> threads.size() == 0);
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
