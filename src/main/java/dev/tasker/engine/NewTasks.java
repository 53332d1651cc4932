package dev.tasker.engine;

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
   * Stores tasks, and their keys with them if they have any: all or nothing.
   *
   * @param joins whether the connection is in a transaction of the caller, who will end it
   * @return the tasks that were started before under the same keys, if there are any: then nothing
   *     is stored
   */
  static Optional<List<UUID>> store(
      Connection connection, int nodeId, List<NewRow> rows, boolean joins) throws SQLException {
    if (joins || !hasKey(rows)) {
      return storeOnce(connection, nodeId, rows);
    }
    connection.setAutoCommit(false);
    try {
      Optional<List<UUID>> first = storeOnce(connection, nodeId, rows);
      connection.commit();
      return first;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** Whether one of them came with an idempotency key. */
  static boolean hasKey(List<NewRow> rows) {
    return rows.stream().anyMatch(row -> row.draft().request().hasIdempotencyKey());
  }

  private static Optional<List<UUID>> storeOnce(
      Connection connection, int nodeId, List<NewRow> rows) throws SQLException {
    Optional<List<UUID>> first =
        IdempotencyKeys.keep(connection, rows.stream().map(NewRow::draft).toList());
    if (first.isEmpty()) {
      TaskInserts.insert(connection, nodeId, rows);
    }
    return first;
  }
}
