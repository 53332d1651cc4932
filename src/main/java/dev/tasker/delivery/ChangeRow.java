package dev.tasker.delivery;

import dev.tasker.database.Json;
import dev.tasker.task.StepId;
import dev.tasker.task.TransitionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A committed change as {@code read_changes} gives it: a transition of a task or of a step, or an
 * event that a handler published.
 *
 * @param changeNo grows with each change of a task
 * @param eventName of a published event; empty for a transition
 * @param retryAt of a failed attempt that another follows, when; of a step that goes back to
 *     pending because that time has come, the same
 * @param text the payload of a published event, else the error; JSON
 * @param task what is known of the task
 * @param step what is known of the step; empty if the task itself changed
 * @param failure of a task that failed: the first failed step and what its error says
 */
record ChangeRow(
    long changeNo,
    String fromState,
    String toState,
    String actor,
    Optional<String> reason,
    Optional<String> node,
    Optional<Instant> retryAt,
    Instant occurredAt,
    Optional<String> eventName,
    Optional<String> text,
    TaskPart task,
    Optional<StepPart> step,
    Optional<FailurePart> failure) {

  /** What is known of the task now. */
  record TaskPart(
      UUID taskId,
      String namespace,
      String name,
      String version,
      String correlationId,
      Optional<Instant> startedAt) {}

  /** What is known of the step now. */
  record StepPart(int stepNo, String name, int attempt, Optional<Instant> lastAttemptedAt) {}

  /** Why a task failed. */
  record FailurePart(String step, String message) {}

  /** The change's id: that of the transition, or one of the same kind for a published event. */
  UUID eventId() {
    return new TransitionId(occurredAt, changeNo).toUuid();
  }

  /** The id of the step, as everywhere. */
  UUID stepId(StepPart part) {
    return new StepId(task.taskId(), part.stepNo()).toUuid();
  }

  /** The payload or the error as JSON members. */
  Map<String, Object> members() {
    return text.map(Json::object).orElse(Map.of());
  }

  static ChangeRow read(ResultSet row) throws SQLException {
    OptionalInt stepNo = number(row, "step_no");
    Optional<String> event = text(row, "event_name");
    return new ChangeRow(
        row.getLong("change_no"),
        text(row, "from_state").orElse(""),
        row.getString("to_state"),
        row.getString("actor"),
        text(row, "reason"),
        text(row, "node"),
        time(row, "retry_at"),
        time(row, "occurred_at").orElseThrow(),
        event,
        text(row, event.isPresent() ? "payload" : "error"),
        task(row),
        stepNo.isEmpty() ? Optional.empty() : Optional.of(step(row, stepNo.getAsInt())),
        failure(row));
  }

  private static Optional<FailurePart> failure(ResultSet row) throws SQLException {
    Optional<String> step = text(row, "failed_step");
    String message = text(row, "failure").orElse("no error was recorded");
    return step.map(name -> new FailurePart(name, message));
  }

  private static TaskPart task(ResultSet row) throws SQLException {
    return new TaskPart(
        row.getObject("task_id", UUID.class),
        row.getString("namespace"),
        row.getString("task_name"),
        row.getString("version"),
        row.getString("correlation_id"),
        time(row, "started_at"));
  }

  private static StepPart step(ResultSet row, int stepNo) throws SQLException {
    return new StepPart(
        stepNo,
        text(row, "step_name").orElse("step " + stepNo),
        number(row, "attempt").orElse(0),
        time(row, "last_attempted_at"));
  }

  private static OptionalInt number(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
