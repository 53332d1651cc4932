package dev.tasker.testing;

import dev.tasker.database.MigrationStartup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link DataSource} of a real PostgreSQL with our schema, as a parameter of its
 * constructor or method. The schema is made once per test run; after each test all tables are empty
 * again.
 *
 * <pre>{@code
 * @ExtendWith(PostgresExtension.class)
 * class StepClaimsDbTest {
 *   StepClaimsDbTest(DataSource database) {…}
 * }
 * }</pre>
 */
public final class PostgresExtension implements ParameterResolver, AfterEachCallback {

  private static final String DEADLOCK = "40P01";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DataSource.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return database();
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    emptyAllTables();
  }

  /** The database that tests get, for set-ups that cannot take a parameter. */
  public static DataSource database() {
    return Migrated.DATABASE;
  }

  /**
   * What a test set going may still read for a moment, table after table in another order: who is
   * told by the database to give way tries again.
   */
  private static void emptyAllTables() throws SQLException {
    boolean empty = false;
    for (int left = 5; !empty; left--) {
      try {
        truncateAllTables();
        empty = true;
      } catch (SQLException e) {
        if (left == 0 || !DEADLOCK.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  private static void truncateAllTables() throws SQLException {
    try (var connection = database().getConnection();
        var statement = connection.createStatement()) {
      // A test that left a transaction open shall be told so, not hang.
      statement.execute("SET lock_timeout = '10s'");
      statement.execute("TRUNCATE " + String.join(", ", tables(connection)));
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    String ours =
        """
        SELECT oid::regclass::text
        FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace
          AND relkind IN ('r', 'p') AND NOT relispartition
          AND relname <> 'tasker_schema_history'
        """;
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(ours)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static final class Migrated {

    static final DataSource DATABASE = migrate();

    private static DataSource migrate() {
      var database = new OddZoneDataSource(ThrowAwayPostgres.urlOf("tests"));
      MigrationStartup.migrate(database);
      return database;
    }
  }
}
