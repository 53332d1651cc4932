package dev.tasker.engine;

import dev.tasker.task.IdempotencyKeys;
import dev.tasker.task.TaskInserts;
import dev.tasker.task.TaskInserts.NewRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
    return together(connection, () -> storeOnce(connection, nodeId, rows));
  }

  /**
   * Stores tasks of requests that have nothing to do with each other, in one transaction: those
   * without a key, and those whose key is free.
   *
   * @return the tasks that are stored; the key of each other was used before, by one of these or by
   *     another
   */
  static Set<UUID> storeFree(Connection connection, int nodeId, List<NewRow> rows)
      throws SQLException {
    if (!hasKey(rows)) {
      TaskInserts.insert(connection, nodeId, rows);
      return ids(rows);
    }
    return together(
        connection,
        () -> {
          Set<UUID> kept =
              IdempotencyKeys.keepFree(
                  connection, rows.stream().filter(NewTasks::isKeyed).map(NewRow::draft).toList());
          List<NewRow> free =
              rows.stream()
                  .filter(row -> !isKeyed(row) || kept.contains(row.draft().taskId()))
                  .toList();
          if (!free.isEmpty()) {
            TaskInserts.insert(connection, nodeId, free);
          }
          return ids(free);
        });
  }

  private static Set<UUID> ids(List<NewRow> rows) {
    return rows.stream().map(row -> row.draft().taskId()).collect(Collectors.toSet());
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private static <T> T together(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static boolean hasKey(List<NewRow> rows) {
    return rows.stream().anyMatch(NewTasks::isKeyed);
  }

  private static boolean isKeyed(NewRow row) {
    return row.draft().request().hasIdempotencyKey();
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
