package dev.tasker.api.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A step has a new state.
 *
 * @since 0.1
 */
public sealed interface StepEvent extends WorkflowEvent {

  /** The committed change. */
  Change change();

  /** The step's task. */
  TaskSubject task();

  /** The step. */
  StepSubject step();

  /** See {@link EventName#description}. */
  @EventName(
      value = "step.started",
      description = "A node has claimed a step and runs an attempt.",
      firedBy = "claims")
  record Started(Change change, TaskSubject task, StepSubject step) implements StepEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param executionDuration how long the attempt took
   */
  @EventName(
      value = "step.completed",
      description = "An attempt succeeded; the step's results are stored.",
      firedBy = "commit loop")
  record Completed(Change change, TaskSubject task, StepSubject step, Duration executionDuration)
      implements StepEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param errorMessage what the error says
   * @param error the error as the API shows it
   */
  @EventName(
      value = "step.failed",
      description = "An attempt failed and no other follows: the step failed for good.",
      firedBy = "commit loop")
  record Failed(
      Change change,
      TaskSubject task,
      StepSubject step,
      String errorMessage,
      Map<String, Object> error)
      implements StepEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param nextRetryAt when the next attempt is due
   * @param errorMessage what the error says
   * @param error the error as the API shows it
   */
  @EventName(
      value = "step.retry_scheduled",
      description = "An attempt failed and another follows after the back-off.",
      firedBy = "commit loop")
  record RetryScheduled(
      Change change,
      TaskSubject task,
      StepSubject step,
      Instant nextRetryAt,
      String errorMessage,
      Map<String, Object> error)
      implements StepEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "step.retry_requested",
      description = "An operator gave a failed step a fresh retry budget.",
      firedBy = "operator")
  record RetryRequested(Change change, TaskSubject task, StepSubject step) implements StepEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "step.cancelled",
      description = "A step was cancelled, alone or with its task.",
      firedBy = "operator")
  record Cancelled(Change change, TaskSubject task, StepSubject step) implements StepEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "step.resolved_manually",
      description = "A step was bypassed at submission, or an operator declared it done.",
      firedBy = "operator")
  record ResolvedManually(Change change, TaskSubject task, StepSubject step) implements StepEvent {}
}
