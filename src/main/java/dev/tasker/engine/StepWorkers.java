package dev.tasker.engine;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of a managed executor that stay and take one piece of work after the other: what an
 * executor spends on each submitted task (context, queue, hand-over) is paid once a thread.
 *
 * <p>The queue is bounded by the engine's {@link Capacity}: nothing comes in without a reservation.
 */
final class StepWorkers {

  private static final Optional<Runnable> STOP = Optional.empty();

  private final Executor executor;
  private final int limit;
  private final BlockingQueue<Optional<Runnable>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();

  StepWorkers(Executor executor, int limit) {
    this.executor = executor;
    this.limit = limit;
  }

  /** Runs the work soon; it must not throw. */
  void execute(Runnable work) {
    queue.add(Optional.of(work));
    if (queue.size() > idle.get()) {
      addWorker();
    }
  }

  /** Lets the threads go once they have done what is queued. */
  void stop() {
    for (int i = workers.get(); i > 0; i--) {
      queue.add(STOP);
    }
  }

  private void addWorker() {
    int count = workers.get();
    if (count < limit && workers.compareAndSet(count, count + 1)) {
      executor.execute(this::work);
    }
  }

  private void work() {
    try {
      Optional<Runnable> next = take();
      while (next.isPresent()) {
        next.get().run();
        next = take();
      }
    } finally {
      workers.decrementAndGet();
    }
  }

  private Optional<Runnable> take() {
    Optional<Runnable> next = queue.poll();
    if (next != null) {
      return next;
    }
    idle.incrementAndGet();
    try {
      return queue.take();
    } catch (InterruptedException e) {
      // The container takes its thread back.
      Thread.currentThread().interrupt();
      return STOP;
    } finally {
      idle.decrementAndGet();
    }
  }
}
