package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many steps this node claims beyond those that have a thread: as many as its threads are
 * through with in a few milliseconds, judged by how long handlers took lately. Quick handlers then
 * need no way through the queue, and their outcomes come in larger batches; behind slow ones
 * nothing waits here that another node could run. Thread-safe; adjusted by whoever has the engine's
 * turn.
 */
@ApplicationScoped
class LookAhead {

  private static final long AHEAD_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int MOST_A_THREAD = 16;
  private static final int SMOOTHING = 4;

  private final LongAdder handled = new LongAdder();
  private final LongAdder heldNs = new LongAdder();

  @Inject private EngineConfig config;
  @Inject private NodeCapacity node;

  private long meanNs = AHEAD_NS;
  private int extra;

  /** A handler held a thread for that long. */
  void ran(long nanoseconds) {
    heldNs.add(nanoseconds);
    handled.increment();
  }

  /** Takes the handlers that ended since the last time into account. */
  void adjust() {
    long count = handled.sumThenReset();
    long held = heldNs.sumThenReset();
    if (count == 0) {
      return;
    }
    meanNs += (held / count - meanNs) / SMOOTHING;
    int wanted = extra(config.threads(), meanNs);
    node.capacity().release(Lane.THREAD, wanted - extra);
    extra = wanted;
  }

  /** The steps beyond {@code threads} for handlers that take {@code meanNs} nanoseconds each. */
  static int extra(int threads, long meanNs) {
    return (int) (threads * Math.min(MOST_A_THREAD, AHEAD_NS / Math.max(1, meanNs)));
  }
}
