package dev.tasker.engine;

import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The statements that take and give back claims; see {@code db/function/}. */
final class StepClaims {

  private static final NamedSql CLAIM = NamedSql.load("claim_ready_steps");
  private static final NamedSql OWN = NamedSql.load("own_claims");
  private static final NamedSql TASKS = NamedSql.load("load_tasks");
  private static final NamedSql GIVE_BACK = NamedSql.load("give_back_claims");

  private StepClaims() {}

  /** A claimed step and its task's template. */
  record Claimed(Claim claim, UUID templateId) {}

  /**
   * What a look into the queue brought.
   *
   * @param steps the claimed ones
   * @param nextDue the time until the next step is due, if one is
   * @param more whether ready steps are left
   */
  record Harvest(List<Claimed> steps, Optional<Duration> nextDue, boolean more) {}

  /** What the database knows of a task, as far as running its steps needs it. */
  record TaskRow(UUID taskId, UUID templateId, ActiveTask.Origin origin, String context) {}

  /** Claims up to that many ready steps for each lane. */
  static Harvest claim(
      Session session, int nodeId, long tokenBase, int threads, int places, UUID[] refused) {
    return session.run(
        CLAIM,
        statement -> {
          statement
              .set("node", nodeId)
              .set("token_base", tokenBase)
              .set("threads", threads)
              .set("places", places)
              .setArray("refused", "uuid", refused);
          List<Claimed> steps = new ArrayList<>();
          try (ResultSet row = statement.query()) {
            while (row.next()) {
              if (row.getObject("task_id") == null) {
                return new Harvest(steps, delay(row), row.getBoolean("more"));
              }
              steps.add(claimed(row));
            }
          }
          throw new IllegalStateException("claim_ready_steps returned no last row");
        });
  }

  /** The steps that the database believes this node to run. */
  static List<Claimed> own(Session session, int nodeId) {
    return session.run(
        OWN,
        statement -> {
          List<Claimed> steps = new ArrayList<>();
          try (ResultSet row = statement.set("node", nodeId).query()) {
            while (row.next()) {
              steps.add(claimed(row));
            }
          }
          return steps;
        });
  }

  /** The tasks of those ids, by id. */
  static Map<UUID, TaskRow> tasks(Session session, List<UUID> taskIds) {
    return session.run(
        TASKS,
        statement -> {
          Map<UUID, TaskRow> tasks = new HashMap<>();
          statement.setArray("tasks", "uuid", taskIds.toArray());
          try (ResultSet row = statement.query()) {
            while (row.next()) {
              TaskRow task = task(row);
              tasks.put(task.taskId(), task);
            }
          }
          return tasks;
        });
  }

  /** Gives claims back, so that any node can take them. */
  static void giveBack(Session session, int nodeId, List<Claim> claims, String reason) {
    session.run(
        GIVE_BACK,
        statement -> {
          statement
              .set("node", nodeId)
              .set("reason", reason)
              .setArray("task", "uuid", claims.stream().map(Claim::taskId).toArray())
              .setArray("step", "int4", claims.stream().map(Claim::stepNo).toArray())
              .setArray("token", "int8", claims.stream().map(Claim::token).toArray());
          try (ResultSet rows = statement.query()) {
            return rows.next();
          }
        });
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    return new Claimed(OutcomeCommits.claim(row), row.getObject("template_id", UUID.class));
  }

  private static TaskRow task(ResultSet row) throws SQLException {
    return new TaskRow(
        row.getObject("task_id", UUID.class),
        row.getObject("template_id", UUID.class),
        new ActiveTask.Origin(
            row.getInt("priority"), row.getString("initiator"), row.getString("correlation_id")),
        row.getString("context"));
  }

  private static Optional<Duration> delay(ResultSet row) throws SQLException {
    long delay = row.getLong("delay_ms");
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(delay));
  }
}
