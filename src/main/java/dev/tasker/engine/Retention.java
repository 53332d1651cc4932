package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Deletes tasks that ended long ago, in small transactions, and keeps the partitions of the audit
 * trail: one node does so at a time. Runs on a timer's thread.
 */
@ApplicationScoped
class Retention {

  private static final Logger LOG = System.getLogger(Retention.class.getName());
  private static final NamedSql DELETE = NamedSql.load("delete_old_tasks");
  private static final NamedSql TEND = NamedSql.load("tend_partitions");

  /** Few enough for a transaction of a few dozen milliseconds. */
  private static final int BATCH = 200;

  private Database database;

  /** For the container. */
  Retention() {}

  @Inject
  Retention(Database database) {
    this.database = database;
  }

  /**
   * Deletes tasks that ended longer ago than that.
   *
   * @param budget how long it may take at most; what is left is for the next time
   * @return how many were deleted
   */
  int delete(Duration age, Duration budget) {
    long end = System.nanoTime() + budget.toNanos();
    int all = 0;
    try (var session = new Session(database)) {
      int deleted = BATCH;
      while (deleted == BATCH && System.nanoTime() - end < 0) {
        deleted = deleteSome(session, age);
        all += deleted;
      }
    }
    if (all > 0) {
      LOG.log(Level.INFO, "{0} tasks that ended more than {1} ago were deleted.", all, age);
    }
    return all;
  }

  /** Makes the trail's next partitions and drops old ones that no task is left of. */
  List<String> tendPartitions() {
    try (var session = new Session(database)) {
      List<String> dropped = session.run(TEND, statement -> names(statement.query()));
      if (!dropped.isEmpty()) {
        LOG.log(Level.INFO, "These partitions of the audit trail were dropped: {0}.", dropped);
      }
      return dropped;
    }
  }

  private static int deleteSome(Session session, Duration age) {
    return session.run(
        DELETE,
        statement -> {
          statement.set("age_ms", age.toMillis()).set("limit", BATCH);
          try (ResultSet row = statement.query()) {
            return row.next() ? row.getInt("deleted") : 0;
          }
        });
  }

  private static List<String> names(ResultSet rows) throws SQLException {
    try (rows) {
      return rows.next()
          ? Arrays.asList((String[]) rows.getArray("dropped").getArray())
          : List.of();
    }
  }
}
