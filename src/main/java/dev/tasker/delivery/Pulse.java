package dev.tasker.delivery;

import dev.tasker.event.Turn;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks for a turn a moment after it was told to, once for all that it was told in between. */
final class Pulse {

  private final ScheduledExecutorService timing;
  private final long delayMs;
  private final Turn turn;
  private final AtomicBoolean pending = new AtomicBoolean();

  Pulse(ScheduledExecutorService timing, long delayMs, Turn turn) {
    this.timing = timing;
    this.delayMs = delayMs;
    this.turn = turn;
  }

  void tell() {
    if (pending.compareAndSet(false, true)) {
      try {
        var unused = timing.schedule(this::ask, delayMs, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The application is stopping.
        pending.set(false);
      }
    }
  }

  private void ask() {
    pending.set(false);
    turn.ask();
  }
}
