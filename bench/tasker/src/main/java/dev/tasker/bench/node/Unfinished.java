package dev.tasker.bench.node;

import dev.tasker.api.handler.PermanentStepException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Waits until the database says that tasks are complete. Its statements carry the word {@code
 * bench}, so that the harness leaves them out of its counts.
 */
final class Unfinished {

  private static final String LATER =
      "select /* bench */ count(*) from task where status in ('pending', 'in_progress')"
          + " and task_id > ?";
  private static final String ONE =
      "select /* bench */ count(*) from task where task_id = ? and status in ('pending',"
          + " 'in_progress')";

  /** While handlers have yet to run, and between two looks when the last one has. */
  private static final long FAR_NS = 10_000_000;

  private static final long NEAR_NS = 100_000;

  /** How much longer than a look, which takes long where much has died in the index. */
  private static final int FAR_LOOKS = 20;

  private final DataSource database;
  private final long deadline;

  Unfinished(DataSource database, int seconds) {
    this.database = database;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
  }

  /** Waits until all tasks that were started after that one have ended. */
  void awaitAllAfter(UUID taskId, BooleanSupplier handled) throws SQLException {
    await(LATER, taskId, handled);
  }

  /** Waits until that task has ended. */
  void awaitOne(UUID taskId, BooleanSupplier handled) throws SQLException {
    await(ONE, taskId, handled);
  }

  /** Looks often once this node's handlers have run, and now and then before: others may run. */
  private void await(String sql, UUID taskId, BooleanSupplier handled) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, taskId);
      long far = System.nanoTime() + FAR_NS;
      long near = System.nanoTime();
      while (true) {
        long begin = System.nanoTime();
        if (begin >= (handled.getAsBoolean() ? near : far)) {
          if (number(query) == 0) {
            return;
          }
          long end = System.nanoTime();
          near = end + (end - begin);
          far = end + Math.max(FAR_NS, FAR_LOOKS * (end - begin));
        }
        if (begin > deadline) {
          throw new PermanentStepException("The load was not complete in time.");
        }
        LockSupport.parkNanos(NEAR_NS);
      }
    }
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
