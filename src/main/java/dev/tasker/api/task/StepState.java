package dev.tasker.api.task;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The states of a step, and which may follow which.
 *
 * @since 0.1
 */
public enum StepState {
  /** Waits for its parents, for its time, or for a free slot. */
  PENDING,
  /** A node has claimed it and runs an attempt. */
  IN_PROGRESS,
  /** An attempt succeeded; the results are stored. An end. */
  COMPLETE,
  /** The last attempt failed; another follows if the next retry time is set. */
  ERROR,
  /** Stopped by an operator, alone or with its task. An end. */
  CANCELLED,
  /** Declared done by an operator, or bypassed at submission. An end; its children go on. */
  RESOLVED_MANUALLY;

  /** The word used in JSON, SQL and metrics, for instance {@code in_progress}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word. */
  public static StepState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether no other state follows. */
  public boolean isEnd() {
    return followers().isEmpty();
  }

  /** Whether the steps that depend on a step in this state may start. */
  public boolean satisfiesChildren() {
    return this == COMPLETE || this == RESOLVED_MANUALLY;
  }

  /** Whether a step in this state may go to the other one. */
  public boolean canBecome(StepState next) {
    return followers().contains(next);
  }

  private Set<StepState> followers() {
    return switch (this) {
      case PENDING -> EnumSet.of(IN_PROGRESS, ERROR, CANCELLED, RESOLVED_MANUALLY);
      case IN_PROGRESS -> EnumSet.of(COMPLETE, ERROR, CANCELLED, PENDING);
      case ERROR -> EnumSet.of(PENDING, CANCELLED, RESOLVED_MANUALLY);
      case COMPLETE, CANCELLED, RESOLVED_MANUALLY -> EnumSet.noneOf(StepState.class);
    };
  }
}
