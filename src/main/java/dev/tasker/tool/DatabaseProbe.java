package dev.tasker.tool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Logs in once before the server starts, so that a wrong address is told in words. */
final class DatabaseProbe {

  static final int OLDEST_MAJOR = 14;
  private static final int CONNECT_SECONDS = 5;

  /** A login takes some computing on both sides, which a busy machine may take long for. */
  private static final int LOGIN_SECONDS = 20;

  private DatabaseProbe() {}

  /**
   * Connects and asks for the version.
   *
   * @return the server's version, such as {@code 18.6}
   * @throws LaunchException if it cannot be reached, refuses the login or is too old
   */
  static String check(DatabaseAddress address) {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show server_version")) {
      result.next();
      String version = result.getString(1).split(" ", 2)[0];
      if (Integer.parseInt(version.split("\\D", 2)[0]) < OLDEST_MAJOR) {
        throw new LaunchException(
            ExitCode.DATABASE_REFUSED,
            "The database %s is PostgreSQL %s. Tasker needs %d or newer."
                .formatted(address.url(), version, OLDEST_MAJOR));
      }
      return version;
    } catch (SQLException e) {
      throw refusal(address, e);
    }
  }

  static Connection connect(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
    properties.setProperty("ApplicationName", "tasker launcher");
    return DriverManager.getConnection(address.url(), properties);
  }

  static LaunchException refusal(DatabaseAddress address, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "28P01", "28000", "08004" ->
          refused(
              "The database %s refuses the login of \"%s\" (%s).\n"
                      .formatted(address.url(), address.user(), Words.of(e))
                  + "Check user and password (TASKER_DATABASE_USER, TASKER_DATABASE_PASSWORD, or in"
                  + " the address) and the server's pg_hba.conf.",
              e);
      case "3D000" ->
          refused(
              "The database server is there, but it has no such database: %s (%s).\n"
                      .formatted(address.url(), Words.of(e))
                  + "Create it with: createdb --owner %s NAME".formatted(address.user()),
              e);
      case "53300" ->
          refused(
              "The database %s has no connection left (%s).\n".formatted(address.url(), Words.of(e))
                  + "Raise max_connections on the server: a node uses up to 40.",
              e);
      default ->
          new LaunchException(
              ExitCode.DATABASE_UNREACHABLE,
              "The database %s cannot be reached (%s).\n".formatted(address.url(), Words.of(e))
                  + "Check that the server runs and that host and port are right, or leave"
                  + " --database out to use the embedded one.",
              e);
    };
  }

  private static LaunchException refused(String words, SQLException cause) {
    return new LaunchException(ExitCode.DATABASE_REFUSED, words, cause);
  }
}
