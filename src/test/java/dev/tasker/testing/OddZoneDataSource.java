package dev.tasker.testing;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens a new connection each time, whose session lives in a time zone that nobody's machine is in:
 * what reads or writes a time without saying its zone gets caught.
 */
final class OddZoneDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;
  private static final String ZONE = "Asia/Kathmandu";

  OddZoneDataSource(String url) {
    setUrl(url);
    setUser(ThrowAwayPostgres.USER);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return inOddZone(super.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return inOddZone(super.getConnection(user, password));
  }

  private static Connection inOddZone(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE '" + ZONE + "'");
    }
    return connection;
  }
}
