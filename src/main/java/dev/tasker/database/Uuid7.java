package dev.tasker.database;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes the ids of tasks and templates: UUIDs of version 7 (RFC 9562, section 5.7), which grow with
 * time, so that new rows lie side by side in their index.
 *
 * <p>Ids of one node are strictly increasing: where the clock stands still or steps back, the 12
 * bits after the time count on (RFC 9562, section 6.2, method 1). The lowest 20 bits are zero: they
 * are left for the number of a step. Thread-safe.
 */
public class Uuid7 {

  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3FFF_FFFF_FFF0_0000L;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Milliseconds and counter of the last id, as one number. */
  private long last;

  /** For the container's proxies. */
  protected Uuid7() {
    this(Clock.systemUTC());
  }

  /** Ids whose time comes from that clock. */
  public Uuid7(Clock clock) {
    this.clock = clock;
  }

  /** The next id. */
  public UUID next() {
    long at = step();
    long high = ((at >>> COUNTER_BITS) << 16) | VERSION | (at & ((1 << COUNTER_BITS) - 1));
    return new UUID(high, VARIANT | (random.nextLong() & RANDOM_MASK));
  }

  private synchronized long step() {
    last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
    return last;
  }
}
