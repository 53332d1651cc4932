package dev.tasker.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept for long and used by one thread at a time, with its statements prepared
 * once. It is opened when it is first used, and again after a failure. Each statement commits by
 * itself. Not thread-safe.
 */
public final class Session implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Session.class.getName());

  private final Database database;
  private final Map<NamedSql, NamedStatement> statements = new HashMap<>();
  private @Nullable Connection connection;

  /** A session that is not open yet. */
  public Session(Database database) {
    this.database = database;
  }

  /**
   * Runs a statement, prepared on this session's connection.
   *
   * @throws DatabaseException if it fails; the connection is then given up
   */
  public <T> T run(NamedSql sql, Work<T> work) {
    try {
      NamedStatement statement = statements.get(sql);
      if (statement == null) {
        statement = sql.on(connection());
        statements.put(sql, statement);
      }
      return work.with(statement);
    } catch (SQLException e) {
      var failure = new DatabaseException(e);
      if (!failure.isLasting()) {
        close();
      }
      throw failure;
    }
  }

  /**
   * The connection itself, opened if need be.
   *
   * @throws DatabaseException if there is none to be had
   */
  public Connection connection() {
    Connection open = connection;
    if (open == null) {
      open = database.connect();
      connection = open;
    }
    return open;
  }

  /** Whether there is a connection, as far as is known. */
  public boolean isOpen() {
    return connection != null;
  }

  /** Gives the connection back to its pool, which finds out whether it is still of use. */
  @Override
  public void close() {
    statements.clear();
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It was broken already, which is why it is given back: whoever used it has been told.
        LOG.log(Level.DEBUG, "A connection could not be given back.", e);
      }
    }
  }

  /**
   * Work with a prepared statement.
   *
   * @param <T> what it returns
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Sets the parameters and runs it. */
    T with(NamedStatement statement) throws SQLException;
  }
}
