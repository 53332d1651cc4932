package dev.tasker.analytics;

import dev.tasker.analytics.Performance.ByStep;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The statements of {@code db/query} that figures come from, for one scope. */
final class AnalyticsStatements {

  private static final NamedSql TASKS = NamedSql.load("performance_tasks");
  private static final NamedSql ERRORS = NamedSql.load("performance_errors");
  private static final NamedSql STEPS = NamedSql.load("performance_steps");
  private static final NamedSql SLOWEST = NamedSql.load("slowest_tasks");
  private static final NamedSql PATTERNS = NamedSql.load("error_patterns");

  /** How many steps of templates are told apart. */
  private static final int MOST_GROUPS = 1000;

  private final Scope scope;
  private final Instant since;

  AnalyticsStatements(Scope scope, Instant since) {
    this.scope = scope;
    this.since = since;
  }

  /** What ended. */
  FigureRows.Ended tasks(Connection connection, int most) throws SQLException {
    try (var statement = in(TASKS, connection).set("most", most);
        ResultSet row = statement.query()) {
      row.next();
      return FigureRows.ended(row);
    }
  }

  /** How many tasks went into error and still are. */
  long tasksInError(Connection connection, int most) throws SQLException {
    try (var statement = in(ERRORS, connection).set("most", most);
        ResultSet row = statement.query()) {
      row.next();
      return row.getLong("tasks");
    }
  }

  /** The steps, all together and each by itself. */
  ByStep steps(Connection connection, int scan, int most) throws SQLException {
    try (var statement =
            in(STEPS, connection).set("scan", scan).set("most", most).set("groups", MOST_GROUPS);
        ResultSet rows = statement.query()) {
      return FigureRows.steps(rows);
    }
  }

  /** The tasks that took longest. */
  List<Bottlenecks.SlowTask> slowest(Connection connection, int most, int limit)
      throws SQLException {
    try (var statement = in(SLOWEST, connection).set("most", most).set("limit", limit);
        ResultSet rows = statement.query()) {
      List<Bottlenecks.SlowTask> tasks = new ArrayList<>();
      while (rows.next()) {
        tasks.add(FigureRows.slowTask(rows));
      }
      return tasks;
    }
  }

  /** What failed attempts say. */
  List<Bottlenecks.ErrorPattern> errors(Connection connection, int most, int limit)
      throws SQLException {
    try (var statement = in(PATTERNS, connection).set("most", most).set("limit", limit);
        ResultSet rows = statement.query()) {
      List<Bottlenecks.ErrorPattern> patterns = new ArrayList<>();
      while (rows.next()) {
        patterns.add(FigureRows.pattern(rows));
      }
      return patterns;
    }
  }

  private NamedStatement in(NamedSql sql, Connection connection) throws SQLException {
    return sql.on(connection)
        .set("since", since)
        .set("namespace", scope.namespace().orElse(null))
        .set("name", scope.name().orElse(null))
        .set("version", scope.version().orElse(null));
  }
}
