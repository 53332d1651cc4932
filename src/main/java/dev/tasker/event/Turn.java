package dev.tasker.event;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that is done by one thread at a time, and once more if it was asked for meanwhile; it holds
 * no thread while there is nothing to do. Thread-safe.
 */
public final class Turn {

  private static final System.Logger LOG = System.getLogger(Turn.class.getName());

  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger asked = new AtomicInteger();

  /** Work for threads of that executor. */
  public Turn(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  /**
   * Sees to it that the work is done after this moment. Costs next to nothing if it is under way.
   */
  public void ask() {
    if (asked.getAndIncrement() == 0) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        // The application is stopping.
        asked.set(0);
      }
    }
  }

  private void run() {
    int seen;
    do {
      seen = asked.get();
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Some work failed; it is done again when asked for.", e);
      }
    } while (!asked.compareAndSet(seen, 0));
  }
}
