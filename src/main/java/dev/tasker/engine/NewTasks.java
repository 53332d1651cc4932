package dev.tasker.engine;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.task.IdempotencyKeys;
import dev.tasker.task.TaskInserts;
import dev.tasker.task.TaskInserts.NewRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores new tasks, each once for its idempotency key. */
final class NewTasks {

  private NewTasks() {}

  /**
   * Stores a task, and its key with it if it has one: both or neither.
   *
   * @param joins whether the connection is in a transaction of the caller, who will end it
   * @return the task that was started before under the same key, if there is one
   */
  static Optional<UUID> store(Connection connection, int nodeId, NewRow row, boolean joins)
      throws SQLException {
    Optional<String> key = row.draft().request().idempotencyKey();
    if (key.isEmpty()) {
      TaskInserts.insert(connection, nodeId, List.of(row));
      return Optional.empty();
    }
    if (joins) {
      return storeOnce(connection, nodeId, row, key.get());
    }
    connection.setAutoCommit(false);
    try {
      Optional<UUID> first = storeOnce(connection, nodeId, row, key.get());
      connection.commit();
      return first;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static Optional<UUID> storeOnce(Connection connection, int nodeId, NewRow row, String key)
      throws SQLException {
    TaskRequest request = row.draft().request();
    Optional<UUID> first = IdempotencyKeys.keep(connection, key, request, row.draft().taskId());
    if (first.isEmpty()) {
      TaskInserts.insert(connection, nodeId, List.of(row));
    }
    return first;
  }
}
