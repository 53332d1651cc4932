package dev.tasker.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One PostgreSQL server per test run, on a loopback port of its own. It starts when it is first
 * asked for and goes with the JVM, data and all. Whoever needs one takes a database of their own in
 * it, by name.
 */
public final class ThrowAwayPostgres {

  /** The only user. */
  public static final String USER = "postgres";

  /** Any password does: the server trusts whoever comes from this machine. */
  public static final String PASSWORD = "postgres";

  private static final Set<String> DATABASES = ConcurrentHashMap.newKeySet();

  private ThrowAwayPostgres() {}

  /** The JDBC URL of the database of that name, which is created empty when first asked for. */
  public static synchronized String urlOf(String database) {
    if (DATABASES.add(database)) {
      create(database);
    }
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(Server.RUNNING.getPort(), database);
  }

  private static void create(String database) {
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(database, true));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the test database " + database, e);
    }
  }

  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("max_connections", "200")
            .setServerConfig("max_prepared_transactions", "20")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot start PostgreSQL for the tests", e);
      }
    }
  }
}
