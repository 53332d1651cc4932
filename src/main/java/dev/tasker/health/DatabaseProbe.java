package dev.tasker.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Asks the database something, on a thread of its own: where no connection can be had, the pool may
 * keep the thread that asks for a minute.
 */
@ApplicationScoped
class DatabaseProbe {

  static final int SECONDS = 2;

  private static final String QUERY =
      "select version from tasker_schema_history where success and version is not null"
          + " order by installed_rank desc limit 1";

  /** How far tasks and steps are counted: a number that is cheap to come by. */
  private static final int COUNT_TO = 10_000;

  @Resource private DataSource database;
  @Inject private Config config;

  /** Completes with the version of the schema, or exceptionally after two seconds at the latest. */
  @Asynchronous
  @Timeout(value = SECONDS, unit = ChronoUnit.SECONDS)
  @Bulkhead(value = 4, waitingTaskQueue = 4)
  CompletionStage<String> schemaVersion() throws SQLException {
    try (var connection = database.getConnection()) {
      return CompletableFuture.completedFuture(schemaVersion(connection));
    }
  }

  /** Completes with how the cluster is, or exceptionally after two seconds at the latest. */
  @Asynchronous
  @Timeout(value = SECONDS, unit = ChronoUnit.SECONDS)
  @Bulkhead(value = 2, waitingTaskQueue = 8)
  CompletionStage<ClusterStatus> clusterStatus() throws SQLException {
    try (var connection = database.getConnection()) {
      var lease = config.getValue("tasker.engine.lease", Duration.class);
      return CompletableFuture.completedFuture(
          new StatusProbe(connection, lease).read(schemaVersion(connection), COUNT_TO));
    }
  }

  private static String schemaVersion(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (var rows = statement.executeQuery(QUERY)) {
        if (!rows.next()) {
          throw new SQLException("No migration has been recorded.");
        }
        return rows.getString(1);
      }
    }
  }
}
