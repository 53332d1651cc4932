package dev.tasker.event;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times the calls of an observer or subscriber. Thread-safe. */
public final class CallStatistics {

  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /** A call has ended. */
  public void called(long tookNanos, boolean failed) {
    calls.increment();
    nanos.add(tookNanos);
    longest.accumulate(tookNanos);
    if (failed) {
      failures.increment();
    }
  }

  /** An event was dropped, because too many waited. */
  public void dropped() {
    dropped.increment();
  }

  /** The figures so far. */
  public Figures figures() {
    long count = calls.sum();
    return new Figures(
        count,
        failures.sum(),
        dropped.sum(),
        Duration.ofNanos(count == 0 ? 0 : nanos.sum() / count),
        Duration.ofNanos(longest.get()));
  }

  /**
   * How calls went.
   *
   * @param calls how many there were
   * @param failures how many of them threw
   * @param dropped how many events were not told
   * @param average how long a call took
   * @param longest how long the longest took
   */
  public record Figures(
      long calls, long failures, long dropped, Duration average, Duration longest) {}
}
