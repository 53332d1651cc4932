package dev.tasker.task;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskState;
import dev.tasker.database.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts rows into the tables as the engine would, but in any state that a test wants. */
final class StoredTasks {

  private final DataSource database;

  StoredTasks(DataSource database) {
    this.database = database;
  }

  /** A template whose steps each wait for those before the colon: {@code "b:a,c"}. */
  UUID template(String name, String... steps) throws SQLException {
    var definitions =
        java.util.Arrays.stream(steps)
            .map(step -> step.split(":"))
            .map(
                parts ->
                    Map.of(
                        "name",
                        parts[0],
                        "depends_on_steps",
                        parts.length > 1 ? List.of(parts[1].split(",")) : List.of()))
            .toList();
    UUID id = UUID.randomUUID();
    run(
        "insert into task_namespace (name) values ('shop') on conflict do nothing",
        statement -> {});
    run(
        "insert into task_template (template_id, namespace, name, version, environment, checksum,"
            + " definition) values (?, 'shop', ?, '1.2.0', 'test', 'abc', ?::jsonb)",
        statement -> {
          statement.setObject(1, id);
          statement.setString(2, name);
          statement.setString(3, Json.text(Map.of("steps", definitions)));
        });
    return id;
  }

  void task(UUID id, UUID template, TaskState status, Instant requestedAt) throws SQLException {
    run(
        "insert into task (task_id, template_id, status, priority, context, initiator, reason,"
            + " source_system, tags, bypass_steps, correlation_id, requested_at, completed_at,"
            + " unfinished_leaves) values (?, ?, ?, -7, ?::jsonb, 'ann', 'because', 'web',"
            + " '{red,\"light blue\"}', '{}', 'corr-1', ?, ?, ?)",
        statement -> {
          boolean ended = status.isEnd();
          statement.setObject(1, id);
          statement.setObject(2, template);
          statement.setString(3, status.word());
          statement.setString(4, "{\"cart_id\": 42, \"price\": 19.90, \"note\": null}");
          statement.setObject(5, requestedAt.atOffset(ZoneOffset.UTC));
          statement.setObject(6, ended ? requestedAt.atOffset(ZoneOffset.UTC) : null);
          statement.setInt(7, ended ? 0 : 1);
        });
  }

  void step(UUID task, int stepNo, String name, StepState state, int remainingParents)
      throws SQLException {
    step(task, stepNo, name, state, remainingParents, false);
  }

  void step(
      UUID task, int stepNo, String name, StepState state, int remainingParents, boolean retried)
      throws SQLException {
    boolean running = state == StepState.IN_PROGRESS;
    run(
        "insert into workflow_step (task_id, step_no, name, state, remaining_parents, attempts,"
            + " retry_limit, retryable, skippable, lane, leaf, results, error, claim_token, node_id,"
            + " next_retry_at, completed_at)"
            + " values (?, ?, ?, ?, ?, 1, 3, true, false, 0, true, ?::jsonb, ?::jsonb, ?, ?, "
            + (retried ? "now()" : "null")
            + ", "
            + (state.isEnd() ? "now()" : "null")
            + ")",
        statement -> {
          statement.setObject(1, task);
          statement.setInt(2, stepNo);
          statement.setString(3, name);
          statement.setString(4, state.word());
          statement.setInt(5, remainingParents);
          statement.setString(6, state == StepState.COMPLETE ? "{\"of\": \"" + name + "\"}" : null);
          statement.setString(7, state == StepState.ERROR ? "{\"message\": \"lost\"}" : null);
          statement.setObject(8, running ? 77L : null);
          statement.setObject(9, running ? 1 : null);
        });
  }

  void annotation(UUID task, String json) throws SQLException {
    run(
        "insert into task_annotation (task_id, annotation) values (?, ?::jsonb)",
        statement -> {
          statement.setObject(1, task);
          statement.setString(2, json);
        });
  }

  int node(String name) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "insert into engine_node (name, version) values (?, '0.1.0') returning node_id")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  void transition(UUID task, Integer stepNo, Integer nodeId, String from, String to, Instant at)
      throws SQLException {
    run(
        "insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor,"
            + " reason, error, occurred_at) values (?, ?, ?, ?, ?, ?, 'engine', null, ?::jsonb, ?)",
        statement -> {
          statement.setObject(1, task);
          statement.setObject(2, stepNo);
          statement.setObject(3, stepNo == null ? null : 1);
          statement.setObject(4, nodeId);
          statement.setString(5, from);
          statement.setString(6, to);
          statement.setString(7, to.equals("error") ? "{\"message\": \"lost\"}" : null);
          statement.setObject(8, at.atOffset(ZoneOffset.UTC));
        });
  }

  private void run(String sql, Parameters parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      statement.executeUpdate();
    }
  }

  private interface Parameters {
    void set(java.sql.PreparedStatement statement) throws SQLException;
  }
}
