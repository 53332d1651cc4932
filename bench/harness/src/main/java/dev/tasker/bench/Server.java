package dev.tasker.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The PostgreSQL server as the harness sees it. The harness's own statements carry a comment with
 * the word bench and are not counted.
 */
final class Server implements AutoCloseable {

  private static final String STATEMENTS =
      "select /* bench */ coalesce(sum(calls), 0) from pg_stat_statements(true)"
          + " where toplevel and query not like '%/* bench */%' and query !~* ?"
          + " and dbid = (select oid from pg_database where datname = current_database())";

  /** Statements that only begin and end transactions are counted apart, by the commits. */
  private static final String TRANSACTION_WORDS = "^\\s*(begin|commit|rollback|start|set session)";

  private static final String COMMITS =
      "select /* bench */ coalesce(sum(count), 0) from pg_get_wal_stats(?::pg_lsn, ?::pg_lsn, true)"
          + " where \"resource_manager/record_type\" = 'Transaction/COMMIT'";

  private final Connection connection;
  private final boolean countsStatements;
  private final boolean readsWal;

  Server(Settings settings) throws SQLException {
    connection =
        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    countsStatements = hasExtension("pg_stat_statements");
    readsWal = hasExtension("pg_walinspect");
  }

  private boolean hasExtension(String name) {
    try {
      run("create extension if not exists " + name);
      if (name.equals("pg_stat_statements")) {
        number(STATEMENTS, TRANSACTION_WORDS);
      }
      return true;
    } catch (SQLException missing) {
      System.err.println("Not counted: " + name + " is missing: " + missing.getMessage());
      return false;
    }
  }

  /** The server's main process, if it runs on this machine. */
  OptionalLong process() throws SQLException {
    return Processors.parent((long) number("select /* bench */ pg_backend_pid()"));
  }

  /** Statements since the server began, without those that begin and end transactions. */
  double statements() throws SQLException {
    return countsStatements ? number(STATEMENTS, TRANSACTION_WORDS) : Double.NaN;
  }

  String walPosition() throws SQLException {
    return word("select /* bench */ pg_current_wal_flush_lsn()");
  }

  double walBytes(String from, String to) throws SQLException {
    return number("select /* bench */ pg_wal_lsn_diff(?::pg_lsn, ?::pg_lsn)", to, from);
  }

  /** Commits that were written, without those of transactions that changed nothing. */
  double commits(String from, String to) throws SQLException {
    if (!readsWal || from.equals(to)) {
      return Double.NaN;
    }
    return number(COMMITS, from, to);
  }

  /** Nobody pays for what the workload before has left behind. */
  void vacuum() throws SQLException {
    run("vacuum (analyze) /* bench */");
  }

  /** Pages just written to the log for the first time weigh on every contestant alike. */
  void checkpoint() throws SQLException {
    run("checkpoint /* bench */");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  double number(String sql, Object... parameters) throws SQLException {
    return Double.parseDouble(word(sql, parameters));
  }

  String word(String sql, Object... parameters) throws SQLException {
    return row(sql, parameters).get(0);
  }

  /** The first row. */
  List<String> row(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        return row;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
