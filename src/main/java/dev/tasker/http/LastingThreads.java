package dev.tasker.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few threads of another executor that stay while there is work, and for a while after. A server
 * spends far more on each task that it is given (Payara searches the class path for context
 * providers) than a call has work to do, and one call is several tasks.
 */
final class LastingThreads implements Executor, AutoCloseable {

  private final Executor threads;
  private final int limit;
  private final long idleMs;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Takes threads from there.
   *
   * @param limit how many at most
   * @param idleMs how long one stays without work
   */
  LastingThreads(Executor threads, int limit, long idleMs) {
    this.threads = threads;
    this.limit = limit;
    this.idleMs = idleMs;
  }

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("The application is shutting down.");
    }
    queue.add(task);
    if (queue.size() > idle.get()) {
      addWorker(task);
    }
  }

  /** Takes no more work; what is queued is still done. */
  @Override
  public void close() {
    closed = true;
    for (int i = workers.get(); i > 0; i--) {
      queue.add(() -> {}); // wakes a thread, so that it sees the end
    }
  }

  /** How many threads it holds now. */
  int size() {
    return workers.get();
  }

  private void addWorker(Runnable cause) {
    int count = workers.get();
    while (count < limit && !workers.compareAndSet(count, count + 1)) {
      count = workers.get();
    }
    if (count >= limit) {
      return;
    }
    try {
      threads.execute(this::work);
    } catch (RejectedExecutionException e) {
      boolean last = workers.decrementAndGet() == 0;
      if (last && queue.remove(cause)) {
        throw e;
      }
    }
  }

  private void work() {
    try {
      for (Runnable task = next(); task != null; task = next()) {
        task.run();
      }
    } finally {
      workers.decrementAndGet();
      Runnable left = queue.peek();
      if (left != null && !Thread.currentThread().isInterrupted()) {
        addWorker(left);
      }
    }
  }

  private @Nullable Runnable next() {
    Runnable task = queue.poll();
    if (task != null || closed) {
      return task;
    }
    idle.incrementAndGet();
    try {
      task = queue.poll(idleMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server takes its thread back
    } finally {
      idle.decrementAndGet();
    }
    return task == null ? queue.poll() : task;
  }
}
