package dev.tasker.engine;

import dev.tasker.task.IdempotencyKeys;
import dev.tasker.task.TaskInserts;
import dev.tasker.task.TaskInserts.NewRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stores new tasks, each once for its idempotency key. */
final class NewTasks {

  private NewTasks() {}

  /**
   * What became of tasks that were to be stored.
   *
   * @param taskIds in the order of the requests
   * @param at when they were stored, by the database's clock; empty if nothing was, as these tasks
   *     were started before under the same keys
   */
  record Stored(List<UUID> taskIds, Optional<Instant> at) {}

  /**
   * Stores tasks, and their keys with them if they have any: all or nothing.
   *
   * @param joins whether the connection is in a transaction of the caller, who will end it
   */
  static Stored store(Connection connection, int nodeId, List<NewRow> rows, boolean joins)
      throws SQLException {
    if (joins || !hasKey(rows)) {
      return storeOnce(connection, nodeId, rows);
    }
    return together(connection, () -> storeOnce(connection, nodeId, rows));
  }

  /**
   * Stores tasks of requests that have nothing to do with each other, in one transaction: those
   * without a key, and those whose key is free.
   *
   * @return the tasks that are stored, and when; the key of each other was used before, by one of
   *     these or by another
   */
  static Map<UUID, Instant> storeFree(Connection connection, int nodeId, List<NewRow> rows)
      throws SQLException {
    if (!hasKey(rows)) {
      return insert(connection, nodeId, rows);
    }
    return together(
        connection,
        () -> {
          Set<UUID> kept =
              IdempotencyKeys.keepFree(
                  connection, rows.stream().filter(NewTasks::isKeyed).map(NewRow::draft).toList());
          List<NewRow> free =
              rows.stream().filter(row -> !isKeyed(row) || kept.contains(id(row))).toList();
          return free.isEmpty() ? Map.of() : insert(connection, nodeId, free);
        });
  }

  private static Map<UUID, Instant> insert(Connection connection, int nodeId, List<NewRow> rows)
      throws SQLException {
    Instant at = TaskInserts.insert(connection, nodeId, rows);
    return rows.stream().collect(Collectors.toMap(NewTasks::id, row -> at));
  }

  private static UUID id(NewRow row) {
    return row.draft().taskId();
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

  private static Stored storeOnce(Connection connection, int nodeId, List<NewRow> rows)
      throws SQLException {
    Optional<List<UUID>> first =
        IdempotencyKeys.keep(connection, rows.stream().map(NewRow::draft).toList());
    if (first.isPresent()) {
      return new Stored(first.get(), Optional.empty());
    }
    Instant at = TaskInserts.insert(connection, nodeId, rows);
    return new Stored(rows.stream().map(NewTasks::id).toList(), Optional.of(at));
  }
}
