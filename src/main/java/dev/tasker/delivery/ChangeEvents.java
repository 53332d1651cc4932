package dev.tasker.delivery;

import dev.tasker.api.event.Change;
import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.StepSubject;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.TaskSubject;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.delivery.ChangeRow.FailurePart;
import dev.tasker.delivery.ChangeRow.StepPart;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which event a committed change is. */
final class ChangeEvents {

  private static final String CANCELLED = "cancelled";
  private static final String RESOLVED = "resolved_manually";

  private ChangeEvents() {}

  /**
   * The event that the change is; empty if it is none: a late result that was refused, or a retry
   * whose time has come.
   */
  static Optional<WorkflowEvent> of(ChangeRow row) {
    TaskSubject task = subject(row);
    Change change = change(row);
    if (row.eventName().isPresent() && row.step().isPresent()) {
      return Optional.of(
          new CustomEvent(
              change, task, subject(row, row.step().get()), row.eventName().get(), row.members()));
    }
    if (row.fromState().equals(row.toState())) {
      return Optional.empty();
    }
    return row.step().isPresent()
        ? ofStep(row, change, task, row.step().get())
        : Optional.ofNullable(ofTask(row, change, task));
  }

  /** What the engine tells beside, to observers alone. */
  static Optional<EngineEvent> beside(WorkflowEvent event) {
    return event instanceof TaskEvent.Failed failed
        ? Optional.of(
            new EngineEvent.TaskBlocked(
                failed.change().occurredAt(),
                failed.task(),
                failed.failedStep(),
                failed.errorMessage()))
        : Optional.empty();
  }

  private static Optional<WorkflowEvent> ofStep(
      ChangeRow row, Change change, TaskSubject task, StepPart part) {
    StepSubject step = subject(row, part);
    return switch (row.toState()) {
      case "in_progress" -> Optional.of(new StepEvent.Started(change, task, step));
      case "complete" ->
          Optional.of(
              new StepEvent.Completed(change, task, step, since(part.lastAttemptedAt(), row)));
      case "error" -> Optional.of(failure(row, change, task, part));
      case CANCELLED -> Optional.of(new StepEvent.Cancelled(change, task, step));
      case RESOLVED -> Optional.of(new StepEvent.ResolvedManually(change, task, step));
      default -> backToPending(row, change, task, step);
    };
  }

  private static Optional<WorkflowEvent> backToPending(
      ChangeRow row, Change change, TaskSubject task, StepSubject step) {
    if (row.fromState().equals("in_progress")) {
      return Optional.of(new EngineEvent.WorkRecovered(change, task, step));
    }
    return row.retryAt().isPresent()
        ? Optional.empty()
        : Optional.of(new StepEvent.RetryRequested(change, task, step));
  }

  private static StepEvent failure(ChangeRow row, Change change, TaskSubject task, StepPart part) {
    Map<String, Object> error = row.members();
    String message = String.valueOf(error.getOrDefault("message", "no error was recorded"));
    StepSubject step = subject(row, part);
    return row.retryAt()
        .<StepEvent>map(at -> new StepEvent.RetryScheduled(change, task, step, at, message, error))
        .orElseGet(() -> new StepEvent.Failed(change, task, step, message, error));
  }

  private static @Nullable WorkflowEvent ofTask(ChangeRow row, Change change, TaskSubject task) {
    boolean retried = row.fromState().equals("error");
    return switch (row.toState()) {
      case "pending" ->
          row.fromState().isEmpty()
              ? new TaskEvent.Created(change, task)
              : new TaskEvent.RetryRequested(change, task);
      case "in_progress" ->
          retried
              ? new TaskEvent.RetryRequested(change, task)
              : new TaskEvent.Started(change, task);
      case "complete" -> new TaskEvent.Completed(change, task, since(row.task().startedAt(), row));
      case "error" ->
          new TaskEvent.Failed(
              change,
              task,
              row.failure().map(FailurePart::step),
              row.failure().map(FailurePart::message).orElse("a step failed for good"));
      case CANCELLED -> new TaskEvent.Cancelled(change, task);
      case RESOLVED -> new TaskEvent.ResolvedManually(change, task);
      default -> null;
    };
  }

  private static Change change(ChangeRow row) {
    return new Change(row.eventId(), row.occurredAt(), row.actor(), row.reason(), row.node());
  }

  private static TaskSubject subject(ChangeRow row) {
    ChangeRow.TaskPart task = row.task();
    return new TaskSubject(
        task.taskId(), task.namespace(), task.name(), task.version(), task.correlationId());
  }

  private static StepSubject subject(ChangeRow row, StepPart part) {
    return new StepSubject(row.stepId(part), part.name(), part.attempt());
  }

  private static Duration since(Optional<Instant> begun, ChangeRow row) {
    return begun
        .map(at -> Duration.between(at, row.occurredAt()))
        .filter(time -> !time.isNegative())
        .orElse(Duration.ZERO);
  }
}
