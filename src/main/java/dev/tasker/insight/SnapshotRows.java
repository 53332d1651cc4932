package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes snapshots of rows of {@code explain_task} and {@code explain_cluster}. */
final class SnapshotRows {

  private SnapshotRows() {}

  /** A task and its steps, without what only the template knows. */
  record TaskRows(TaskState status, UUID templateId, Instant now, List<StepSnapshot> steps) {}

  /** Reads a task from the row on that the result set stands at. */
  static TaskRows task(ResultSet row) throws SQLException {
    TaskState status = TaskState.of(row.getString("status"));
    UUID templateId = row.getObject("template_id", UUID.class);
    Instant now = time(row, "now").orElseThrow();
    List<StepSnapshot> steps = new ArrayList<>();
    do {
      if (row.getObject("step_no") != null) {
        steps.add(step(row));
      }
    } while (row.next());
    return new TaskRows(status, templateId, now, steps);
  }

  static TaskSnapshot.Node node(ResultSet row) throws SQLException {
    return new TaskSnapshot.Node(
        row.getString("name"),
        row.getBoolean("silent"),
        hasRoom(row, "free_threads"),
        hasRoom(row, "free_async_steps"),
        row.getBoolean("refuses"));
  }

  /** A node that has not told yet has just started. */
  private static boolean hasRoom(ResultSet row, String column) throws SQLException {
    return row.getInt(column) > 0 || row.wasNull();
  }

  private static StepSnapshot step(ResultSet row) throws SQLException {
    return new StepSnapshot(
        row.getInt("step_no"),
        row.getString("name"),
        StepState.of(row.getString("state")),
        attempts(row),
        row.getInt("lane") == 1,
        time(row, "next_retry_at"),
        row.getBoolean("queued")
            ? Optional.of(new StepSnapshot.QueueEntry(time(row, "due_at")))
            : Optional.empty(),
        holder(row),
        Optional.empty());
  }

  private static StepSnapshot.Attempts attempts(ResultSet row) throws SQLException {
    return new StepSnapshot.Attempts(
        row.getInt("attempts"),
        row.getInt("forgiven_attempts"),
        row.getInt("node_losses"),
        row.getInt("retry_limit"),
        row.getBoolean("retryable"),
        time(row, "last_attempted_at"),
        Optional.ofNullable(row.getString("message")),
        Optional.ofNullable(row.getString("code")));
  }

  private static Optional<StepSnapshot.Holder> holder(ResultSet row) throws SQLException {
    String node = row.getString("node");
    Optional<Instant> seenAt = time(row, "seen_at");
    boolean hasLeft = time(row, "left_at").isPresent();
    return node == null
        ? Optional.empty()
        : seenAt.map(at -> new StepSnapshot.Holder(node, at, hasLeft));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
