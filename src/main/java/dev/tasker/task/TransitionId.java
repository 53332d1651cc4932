package dev.tasker.task;

import java.time.Instant;
import java.util.UUID;

/**
 * The id of a transition, derived from when it happened and from its number, which is unique: a
 * UUID version 7 whose random bits are that number. So no table stores it.
 *
 * @param occurredAt when the transition happened; the id keeps the milliseconds
 * @param transitionNo the transition's number, from 0 to 2^62 − 1
 */
public record TransitionId(Instant occurredAt, long transitionNo) {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** Checks that both fit into one id. */
  public TransitionId {
    long millis = occurredAt.toEpochMilli();
    if (millis < 0 || millis >>> 48 != 0) {
      throw new IllegalArgumentException("A transition cannot have happened at " + occurredAt);
    }
    if (transitionNo >>> 62 != 0) {
      throw new IllegalArgumentException(
          "A transition's number lies between 0 and 2^62 - 1, not at " + transitionNo);
    }
  }

  /** The id as the outside sees it. */
  public UUID toUuid() {
    return new UUID(occurredAt.toEpochMilli() << 16 | VERSION_7, VARIANT | transitionNo);
  }
}
