package dev.tasker.api.event;

import java.time.Duration;
import java.util.Optional;

/**
 * A task has a new state.
 *
 * @since 0.1
 */
public sealed interface TaskEvent extends WorkflowEvent {

  /** The committed change. */
  Change change();

  /** The task. */
  TaskSubject task();

  /** See {@link EventName#description}. */
  @EventName(
      value = "task.created",
      description = "A task was accepted and stored.",
      firedBy = "submission")
  record Created(Change change, TaskSubject task) implements TaskEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "task.started",
      description = "The first step of a task was claimed by a node.",
      firedBy = "claims")
  record Started(Change change, TaskSubject task) implements TaskEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param executionDuration from the first step's start to the task's end
   */
  @EventName(
      value = "task.completed",
      description = "Every step of a task is complete or resolved.",
      firedBy = "commit loop")
  record Completed(Change change, TaskSubject task, Duration executionDuration)
      implements TaskEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param failedStep the first step that failed for good
   * @param errorMessage what that step's error says
   */
  @EventName(
      value = "task.failed",
      description =
          "A step failed for good and nothing else in the task can go on; an operator may retry it.",
      firedBy = "commit loop")
  record Failed(Change change, TaskSubject task, Optional<String> failedStep, String errorMessage)
      implements TaskEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "task.cancelled",
      description = "A task and its unfinished steps were cancelled.",
      firedBy = "operator")
  record Cancelled(Change change, TaskSubject task) implements TaskEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "task.retry_requested",
      description = "A failed task goes on, because an operator retried or resolved steps of it.",
      firedBy = "operator")
  record RetryRequested(Change change, TaskSubject task) implements TaskEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "task.resolved_manually",
      description = "An operator declared a task done.",
      firedBy = "operator")
  record ResolvedManually(Change change, TaskSubject task) implements TaskEvent {}
}
