package dev.tasker.task;

import dev.tasker.api.task.TaskState;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a task's steps say about the task as a whole.
 *
 * @param completionPercentage how much of it is complete or resolved: 0 to 100, two decimals
 * @param executionStatus what it does now
 * @param recommendedAction what to do about it
 * @param healthStatus how well it does
 */
public record TaskInsight(
    BigDecimal completionPercentage,
    ExecutionStatus executionStatus,
    RecommendedAction recommendedAction,
    HealthStatus healthStatus) {

  /**
   * Looks at a task.
   *
   * @param due false as long as the time that it is to start at has not come
   */
  public static TaskInsight of(TaskState state, StepTally steps, boolean due) {
    ExecutionStatus status = executionStatus(state, steps, due);
    return new TaskInsight(percentage(steps), status, action(status), health(state, status, steps));
  }

  private static ExecutionStatus executionStatus(TaskState state, StepTally steps, boolean due) {
    if (state == TaskState.CANCELLED) {
      return ExecutionStatus.CANCELLED;
    }
    if (state.isEnd()) {
      return ExecutionStatus.ALL_COMPLETE;
    }
    if (steps.ready() > 0 && due) {
      return ExecutionStatus.HAS_READY_STEPS;
    }
    if (steps.inProgress() > 0) {
      return ExecutionStatus.PROCESSING;
    }
    if (steps.waitingForRetry() > 0) {
      return ExecutionStatus.WAITING_FOR_RETRY;
    }
    if (failedForGood(steps) > 0) {
      return ExecutionStatus.BLOCKED_BY_FAILURES;
    }
    return finished(steps) == steps.total()
        ? ExecutionStatus.ALL_COMPLETE
        : ExecutionStatus.WAITING_FOR_DEPENDENCIES;
  }

  private static RecommendedAction action(ExecutionStatus status) {
    return switch (status) {
      case HAS_READY_STEPS -> RecommendedAction.EXECUTE_READY_STEPS;
      case PROCESSING -> RecommendedAction.WAIT_FOR_COMPLETION;
      case WAITING_FOR_RETRY -> RecommendedAction.WAIT_FOR_RETRY;
      case BLOCKED_BY_FAILURES -> RecommendedAction.HANDLE_FAILURES;
      case WAITING_FOR_DEPENDENCIES -> RecommendedAction.WAIT_FOR_DEPENDENCIES;
      case ALL_COMPLETE, CANCELLED -> RecommendedAction.NONE;
    };
  }

  private static HealthStatus health(TaskState state, ExecutionStatus status, StepTally steps) {
    if (status == ExecutionStatus.BLOCKED_BY_FAILURES) {
      return HealthStatus.BLOCKED;
    }
    if (state.isEnd()) {
      return HealthStatus.HEALTHY;
    }
    if (failedForGood(steps) > 0) {
      return HealthStatus.DEGRADED;
    }
    return steps.waitingForRetry() > 0 ? HealthStatus.RECOVERING : HealthStatus.HEALTHY;
  }

  /** A step that was cancelled alone keeps its children from running as a failed one does. */
  private static int failedForGood(StepTally steps) {
    return steps.error() - steps.waitingForRetry() + steps.cancelled();
  }

  private static int finished(StepTally steps) {
    return steps.complete() + steps.resolvedManually();
  }

  private static BigDecimal percentage(StepTally steps) {
    return steps.total() == 0
        ? new BigDecimal("100.00")
        : BigDecimal.valueOf(finished(steps) * 100L)
            .divide(BigDecimal.valueOf(steps.total()), 2, RoundingMode.DOWN);
  }

  /** What a task does now; the first that holds. */
  public enum ExecutionStatus {
    /** Steps wait for nothing but a free slot. */
    HAS_READY_STEPS,
    /** Steps are running. */
    PROCESSING,
    /** Nothing runs until the next attempt of a failed step is due. */
    WAITING_FOR_RETRY,
    /** Nothing can run before somebody deals with what failed for good. */
    BLOCKED_BY_FAILURES,
    /** Each step is done. */
    ALL_COMPLETE,
    /** Nothing can run yet. */
    WAITING_FOR_DEPENDENCIES,
    /** The task was stopped. */
    CANCELLED
  }

  /** What to do about a task. */
  public enum RecommendedAction {
    /** See that a node has free slots for the ready steps. */
    EXECUTE_READY_STEPS,
    /** Wait for the running steps. */
    WAIT_FOR_COMPLETION,
    /** Wait for the next attempt. */
    WAIT_FOR_RETRY,
    /** Retry, resolve or cancel what failed. */
    HANDLE_FAILURES,
    /** Wait for what comes before, or for the time to start. */
    WAIT_FOR_DEPENDENCIES,
    /** Nothing. */
    NONE
  }

  /** How well a task does. */
  public enum HealthStatus {
    /** Nothing that failed is left. */
    HEALTHY,
    /** Something failed and will be tried again. */
    RECOVERING,
    /** Something failed for good, while other steps go on. */
    DEGRADED,
    /** Something failed for good, and nothing goes on. */
    BLOCKED
  }
}
