package dev.tasker.delivery;

import dev.tasker.database.Database;
import dev.tasker.database.Uuid7;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/** Tasks whose audit trail is written by hand. */
final class ChangesFixture {

  static final int NODE = 1;

  private static final UUID TEMPLATE = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");

  private final Uuid7 ids = new Uuid7(Clock.systemUTC());
  private final DataSource source;
  private final Database database;

  ChangesFixture(DataSource source) {
    this.source = source;
    this.database = new Database(source);
    execute("insert into task_namespace (name) values ('shop') on conflict do nothing");
    execute(
        """
        insert into task_template (template_id, namespace, name, version, environment, checksum, definition)
        values ('%s', 'shop', 'order', '1.0.0', 'test', 'c', '{}') on conflict do nothing"""
            .formatted(TEMPLATE));
  }

  ChangeFeed feed() {
    return new ChangeFeed(database);
  }

  Database database() {
    return database;
  }

  Connection connect() throws SQLException {
    return source.getConnection();
  }

  /** A task of one step, with nothing in its trail. */
  UUID task() {
    UUID taskId = ids.next();
    execute(
        """
        insert into task (task_id, template_id, status, context, initiator, reason, source_system,
          correlation_id, unfinished_leaves, started_at)
        values ('%s', '%s', 'in_progress', '{}', 'test', 'test', 'test', 'corr', 1, now() - interval '2 s')"""
            .formatted(taskId, TEMPLATE));
    execute(
        """
        insert into workflow_step (task_id, step_no, name, remaining_parents, retry_limit, retryable,
          skippable, lane, leaf, last_attempted_at)
        values ('%s', 0, 'charge', 0, 3, true, true, 0, true, now() - interval '1 s')"""
            .formatted(taskId));
    return taskId;
  }

  /** The statement that writes a step's change into the trail. */
  static String change(UUID taskId, String from, String to, String reason) {
    return change(taskId, from, to, reason, "null");
  }

  /** The same, of a change that has to do with a retry that is due now. */
  static String retry(UUID taskId, String from, String to) {
    return change(taskId, from, to, "", "clock_timestamp()");
  }

  private static String change(UUID taskId, String from, String to, String reason, String retryAt) {
    return String.format(
        Locale.ROOT,
        """
        insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, error,
          retry_at, occurred_at)
        values ('%s', 0, 1, %d, '%s', '%s', 'engine', %s, %s, %s, clock_timestamp())""",
        taskId,
        NODE,
        from,
        to,
        reason.isEmpty() ? "null" : "'" + reason + "'",
        to.equals("error") ? "'{\"message\": \"no\"}'" : "null",
        retryAt);
  }

  /** The statement that writes a task's change into the trail. */
  static String taskChange(UUID taskId, String from, String to, String actor) {
    return String.format(
        Locale.ROOT,
        """
        insert into transition (task_id, node_id, from_state, to_state, actor, occurred_at)
        values ('%s', %d, %s, '%s', '%s', clock_timestamp())""",
        taskId,
        NODE,
        from.isEmpty() ? "null" : "'" + from + "'",
        to,
        actor);
  }

  void execute(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The numbers of a task's committed changes, in order. */
  List<Long> trail(UUID taskId) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select transition_no from transition where task_id = '%s' order by 1"
                    .formatted(taskId))) {
      List<Long> numbers = new ArrayList<>();
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
