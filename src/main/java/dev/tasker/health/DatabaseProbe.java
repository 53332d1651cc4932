package dev.tasker.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
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
      "select version from flyway_schema_history where success and version is not null"
          + " order by installed_rank desc limit 1";

  @Resource private DataSource database;

  /** Completes with the version of the schema, or exceptionally after two seconds at the latest. */
  @Asynchronous
  @Timeout(value = SECONDS, unit = ChronoUnit.SECONDS)
  @Bulkhead(value = 4, waitingTaskQueue = 4)
  CompletionStage<String> schemaVersion() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (var rows = statement.executeQuery(QUERY)) {
        if (!rows.next()) {
          throw new SQLException("No migration has been recorded.");
        }
        return CompletableFuture.completedFuture(rows.getString(1));
      }
    }
  }
}
