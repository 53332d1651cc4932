package dev.tasker.engine;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Wakes the engine when the next step is due (a retry, a delayed start): armed for that moment, not
 * every second. What is due is told by the database's clock; the due times are in the database, and
 * each node's heartbeat arms the timer anew, so nothing is lost with a node. Thread-safe.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WorkTimer {

  @Resource private TimerService timers;
  @Inject private OutcomeQueue queue;

  private Optional<Timer> armed = Optional.empty();
  private long armedFor = Long.MAX_VALUE;

  /** Wakes the engine after that time, unless it will be woken earlier anyway. */
  public synchronized void arm(Duration delay) {
    long at = System.nanoTime() + delay.toNanos();
    if (armed.isPresent() && armedFor - at <= 0) {
      return;
    }
    disarm();
    armed =
        Optional.of(
            timers.createSingleActionTimer(
                Math.max(1, delay.toMillis()), new TimerConfig(null, false)));
    armedFor = at;
  }

  /** The time has come. */
  @Timeout
  public void wake() {
    synchronized (this) {
      armed = Optional.empty();
    }
    queue.wake();
  }

  private void disarm() {
    try {
      armed.ifPresent(Timer::cancel);
    } catch (EJBException gone) {
      // It has just fired: then its wake-up is under way, which is all that was wanted of it.
      armed = Optional.empty();
    }
  }
}
