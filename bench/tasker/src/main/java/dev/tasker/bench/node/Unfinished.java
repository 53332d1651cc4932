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

  private static final String ALL =
      "select /* bench */ count(*) from task where status in ('pending', 'in_progress')";
  private static final String ONE =
      "select /* bench */ count(*) from task where task_id = ? and status in ('pending',"
          + " 'in_progress')";

  /** While handlers have yet to run, and between two looks when the last one has. */
  private static final long FAR_NS = 10_000_000;

  private static final long NEAR_NS = 100_000;

  private final DataSource database;
  private final long deadline;

  Unfinished(DataSource database, int seconds) {
    this.database = database;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
  }

  long count() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ALL)) {
      return number(query);
    }
  }

  /** Waits until no more than that many tasks are unfinished. */
  void awaitAll(long left, BooleanSupplier handled) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ALL)) {
      await(query, left, handled);
    }
  }

  /** Waits until that task has ended. */
  void awaitOne(UUID taskId, BooleanSupplier handled) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ONE)) {
      query.setObject(1, taskId);
      await(query, 0, handled);
    }
  }

  /** Looks often once this node's handlers have run, and now and then before: others may run. */
  private void await(PreparedStatement query, long left, BooleanSupplier handled)
      throws SQLException {
    long look = System.nanoTime() + FAR_NS;
    while (true) {
      boolean near = handled.getAsBoolean();
      if ((near || System.nanoTime() >= look) && number(query) <= left) {
        return;
      }
      if (System.nanoTime() >= look) {
        look = System.nanoTime() + FAR_NS;
      }
      if (System.nanoTime() > deadline) {
        throw new PermanentStepException("The load was not complete in time.");
      }
      LockSupport.parkNanos(NEAR_NS);
    }
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
