package dev.tasker.api.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the engine itself did or noticed. Told to the observers and subscribers of one node; not in
 * the event stream and not to webhooks, except for {@code workflow.work_recovered}.
 *
 * @since 0.1
 */
public sealed interface EngineEvent extends WorkflowEvent {

  /**
   * See {@link EventName#description}.
   *
   * @param stepNames the steps
   */
  @EventName(
      value = "workflow.steps_ready",
      description = "The last parent of some steps finished: they start, or wait for a free slot.",
      firedBy = "commit loop")
  record StepsReady(Instant occurredAt, TaskSubject task, List<String> stepNames)
      implements EngineEvent {

    /** Copies the names. */
    public StepsReady {
      stepNames = List.copyOf(stepNames);
    }
  }

  /**
   * See {@link EventName#description}.
   *
   * @param failedStep the first step that failed for good
   * @param errorMessage what that step's error says
   */
  @EventName(
      value = "workflow.task_blocked",
      description = "Nothing in a task can go on until an operator acts; told with task.failed.",
      firedBy = "commit loop")
  record TaskBlocked(
      Instant occurredAt, TaskSubject task, Optional<String> failedStep, String errorMessage)
      implements EngineEvent {}

  /** See {@link EventName#description}. */
  @EventName(
      value = "workflow.work_recovered",
      description =
          "A running step was taken back from a node that died or stopped; it runs again.",
      firedBy = "recovery")
  record WorkRecovered(Change change, TaskSubject task, StepSubject step) implements EngineEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param nodeNumber its number, new each time that it joins
   */
  @EventName(
      value = "observability.node_joined",
      description = "This node joined the cluster and takes work.",
      firedBy = "node")
  record NodeJoined(Instant occurredAt, int nodeNumber, String node) implements EngineEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param nodeNumber its number
   * @param how {@code stopped} if this node leaves, {@code died} if it saw another one gone
   */
  @EventName(
      value = "observability.node_left",
      description = "This node stops, or has declared another one dead.",
      firedBy = "node")
  record NodeLeft(Instant occurredAt, int nodeNumber, String how) implements EngineEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param detail what was full
   */
  @EventName(
      value = "observability.at_capacity",
      description =
          "This node refused new tasks, because too many steps wait; at most once a minute.",
      firedBy = "submission")
  record AtCapacity(Instant occurredAt, String detail) implements EngineEvent {}

  /**
   * See {@link EventName#description}.
   *
   * @param operation what was slow, for instance {@code subscriber billing}
   * @param duration how long it took
   */
  @EventName(
      value = "observability.slow_operation",
      description = "An observer or subscriber took longer than tasker.events.slow-after.",
      firedBy = "events")
  record SlowOperation(Instant occurredAt, String operation, Duration duration)
      implements EngineEvent {}
}
