package dev.tasker.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The server's default data source. Thread-safe.
 *
 * <p>Inside a JTA transaction a connection takes part in it; outside each statement commits by
 * itself.
 */
@ApplicationScoped
public class Database {

  @Resource private DataSource source;

  /** For the container. */
  public Database() {}

  /** For tests: any data source. */
  public Database(DataSource source) {
    this.source = source;
  }

  /**
   * A connection of the pool; the caller closes it.
   *
   * @throws DatabaseException if there is none
   */
  public Connection connect() {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Runs some work on a connection of its own.
   *
   * @throws DatabaseException if a statement fails
   */
  public <T> T call(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Work that needs a connection.
   *
   * @param <T> what it returns
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; the connection is closed afterwards. */
    T on(Connection connection) throws SQLException;
  }
}
