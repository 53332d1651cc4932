package dev.tasker.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** Somebody who changes tasks on a connection of his own, as the API does. Not thread-safe. */
final class Operator implements AutoCloseable {

  private final Connection connection;
  private final int node;

  Operator(DataSource database, int node) {
    try {
      connection = database.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    this.node = node;
  }

  /** The state that the task was in. */
  String cancel(UUID task) {
    return call("select was from cancel_task('%s', %d, 'operator', 'x')".formatted(task, node));
  }

  /** How many steps were queued. */
  int retry(UUID task, Integer step) {
    return Integer.parseInt(
        call(
            "select queued from retry_steps('%s', %s, %d, 'operator', 'x')"
                .formatted(task, step, node)));
  }

  /** The state that the step was in. */
  String resolve(UUID task, int step) {
    return call(
        "select step_was from resolve_step('%s', %d, null, %d, 'operator', 'x')"
            .formatted(task, step, node));
  }

  /** The state that the step was in. */
  String cancelStep(UUID task, int step) {
    return call(
        "select step_was from cancel_step('%s', %d, %d, 'operator', 'x')"
            .formatted(task, step, node));
  }

  /** The state that the task was in. */
  String prioritize(UUID task, int priority) {
    return call(
        "select change_task('%s', null, null, %d::smallint, %d, 'operator')"
            .formatted(task, priority, node));
  }

  /** How many steps were taken back. */
  int recover(int deadNode, int maxLosses) {
    return Integer.parseInt(
        call(
            "select count(task_id) from recover_node(%d, %d, '10 s', %d)"
                .formatted(deadNode, node, maxLosses)));
  }

  /** The first column; tries again where the engine would. */
  private String call(String sql) {
    for (int tries = 3; ; tries--) {
      try (Statement statement = connection.createStatement();
          var row = statement.executeQuery(sql)) {
        row.next();
        return String.valueOf(row.getString(1));
      } catch (SQLException e) {
        if (tries == 1 || !String.valueOf(e.getSQLState()).startsWith("40")) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
