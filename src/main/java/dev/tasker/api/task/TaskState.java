package dev.tasker.api.task;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The states of a task, and which may follow which.
 *
 * @since 0.1
 */
public enum TaskState {
  /** Accepted; no step has started yet. */
  PENDING,
  /** At least one step has started. */
  IN_PROGRESS,
  /** Every step is complete or resolved. An end. */
  COMPLETE,
  /** A step failed for good and nothing else can go on. Waits for an operator. */
  ERROR,
  /** An operator stopped it. An end. */
  CANCELLED,
  /** An operator declared it done. An end. */
  RESOLVED_MANUALLY;

  /** The word used in JSON, SQL and metrics, for instance {@code in_progress}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word. */
  public static TaskState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether no other state follows. */
  public boolean isEnd() {
    return followers().isEmpty();
  }

  /** Whether a task in this state may go to the other one. */
  public boolean canBecome(TaskState next) {
    return followers().contains(next);
  }

  private Set<TaskState> followers() {
    return switch (this) {
      case PENDING -> EnumSet.of(IN_PROGRESS, CANCELLED, ERROR);
      case IN_PROGRESS -> EnumSet.of(COMPLETE, ERROR, CANCELLED, PENDING);
      case ERROR -> EnumSet.of(PENDING, IN_PROGRESS, CANCELLED, RESOLVED_MANUALLY);
      case COMPLETE, CANCELLED, RESOLVED_MANUALLY -> EnumSet.noneOf(TaskState.class);
    };
  }
}
