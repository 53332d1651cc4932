package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How an operator's calls reach the database: in the caller's transaction if there is one, and what
 * follows from them only after its commit. Thread-safe.
 */
@ApplicationScoped
class Interventions {

  private static final int TRIES = 3;

  @Inject private Database database;

  @Resource private TransactionSynchronizationRegistry transactions;

  /** Sets a statement's parameters. */
  @FunctionalInterface
  interface Parameters {
    void set(NamedStatement statement) throws SQLException;
  }

  /**
   * Reads the one row that a statement returns.
   *
   * @param <T> what it is read as
   */
  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Calls a function of the database that returns one row. */
  <T> T call(NamedSql sql, Parameters parameters, Reading<T> reading) {
    int tries = isInTransaction() ? 1 : TRIES;
    while (true) {
      try {
        return once(sql, parameters, reading);
      } catch (DatabaseException e) {
        tries--;
        if (tries == 0 || !e.isConflict()) {
          throw e;
        }
      }
    }
  }

  /** Does something when the call is committed: now, or when the caller's transaction is. */
  void whenCommitted(Runnable act) {
    if (isInTransaction()) {
      transactions.registerInterposedSynchronization(new AfterCommit(act));
    } else {
      act.run();
    }
  }

  private <T> T once(NamedSql sql, Parameters parameters, Reading<T> reading) {
    return database.call(
        connection -> {
          try (NamedStatement statement = sql.on(connection)) {
            parameters.set(statement);
            try (ResultSet row = statement.query()) {
              if (!row.next()) {
                throw new SQLException("A function that returns one row returned none.");
              }
              return reading.read(row);
            }
          }
        });
  }

  private boolean isInTransaction() {
    return transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }
}
