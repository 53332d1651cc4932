package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * Who may enter the embedded PostgreSQL and by which port: a superuser, whom only the launcher
 * uses, and the engine's own role, which owns one database. Both passwords are random and lie in
 * files of the data folder that nobody but its owner may read.
 */
final class PostgresAccess {

  static final String SUPERUSER = "postgres";
  static final String PASSWORD_FILE = "database.password";

  private static final String SUPERUSER_PASSWORD_FILE = "database-superuser.password";
  private static final String PORT_FILE = "database.port";
  private static final String ROLE = DatabaseAddress.DEFAULT_USER;
  private static final String DATABASE = "tasker";
  private static final int FIRST_PORT = 15432;
  private static final int LAST_PORT = 15531;

  private final Path dataFolder;
  private final String superuserPassword;
  private final String password;

  private PostgresAccess(Path dataFolder, String superuserPassword, String password) {
    this.dataFolder = dataFolder;
    this.superuserPassword = superuserPassword;
    this.password = password;
  }

  static PostgresAccess of(Path dataFolder) throws IOException {
    return new PostgresAccess(
        dataFolder,
        secret(dataFolder.resolve(SUPERUSER_PASSWORD_FILE)),
        secret(dataFolder.resolve(PASSWORD_FILE)));
  }

  static boolean canReadSuperuserPassword(Path folder) {
    return Files.isReadable(folder.resolve(SUPERUSER_PASSWORD_FILE));
  }

  /** For a folder whose database is a copy of another's. */
  static void copySuperuserPassword(Path from, Path to) throws IOException {
    Folders.writeSecret(
        to.resolve(SUPERUSER_PASSWORD_FILE),
        Files.readString(from.resolve(SUPERUSER_PASSWORD_FILE)));
  }

  private static String secret(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    Folders.writeSecret(file, secret + "\n");
    return secret;
  }

  String superuserPassword() {
    return superuserPassword;
  }

  /** The port of the last time if it is free, so that other nodes find the server again. */
  int choosePort() throws IOException {
    Path file = dataFolder.resolve(PORT_FILE);
    int chosen = 0;
    if (Files.exists(file)) {
      String last = Files.readString(file).strip();
      chosen = last.matches("\\d{1,5}") ? Integer.parseInt(last) : 0;
    }
    if (chosen == 0 || !Ports.isFree("127.0.0.1", chosen)) {
      chosen = Ports.firstFree(FIRST_PORT, LAST_PORT);
    }
    Files.writeString(file, chosen + "\n");
    return chosen;
  }

  /**
   * Makes role and database where they are missing.
   *
   * @return what the engine logs in with
   */
  DatabaseAddress open(int port) {
    DatabaseAddress address = address(port, DATABASE, ROLE, password);
    try {
      try (Connection connection = DatabaseProbe.connect(address)) {
        connection.isValid(0);
      } catch (SQLException e) {
        create(port, e);
      }
      return address;
    } catch (SQLException e) {
      throw new LaunchException(
          ExitCode.EMBEDDED_DATABASE_FAILED,
          "The embedded PostgreSQL on port %d does not let its owner in (%s)."
              .formatted(port, Words.of(e)),
          e);
    }
  }

  private void create(int port, SQLException reason) throws SQLException {
    DatabaseAddress address = address(port, "postgres", SUPERUSER, superuserPassword);
    try (Connection connection = DatabaseProbe.connect(address);
        Statement statement = connection.createStatement()) {
      // Names and password are letters and digits of our own making.
      String verb =
          exists(connection, "select 1 from pg_roles where rolname = ?", ROLE) ? "alter" : "create";
      statement.execute("%s role %s login password '%s'".formatted(verb, ROLE, password));
      if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
        statement.execute("create database %s owner %s".formatted(DATABASE, ROLE));
      }
    } catch (SQLException e) {
      e.addSuppressed(reason);
      throw e;
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private static DatabaseAddress address(int port, String database, String user, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, password);
  }
}
