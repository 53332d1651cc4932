package dev.tasker.engine;

import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node learns with each heartbeat.
 *
 * @param alive false if the others have declared this node dead
 * @param claimable whether ready steps wait in the queue
 * @param nextDue the time until the next step is due, if one is
 * @param dead the nodes that have been silent for too long
 * @param nodes how many nodes live, this one included
 * @param waiting how many steps are in the queue, ready or due later
 * @param sparse whether the queue's table is mostly dead entries
 */
record Beat(
    boolean alive,
    boolean claimable,
    Optional<Duration> nextDue,
    List<Integer> dead,
    int nodes,
    int waiting,
    boolean sparse) {

  private static final NamedSql BEAT = NamedSql.load("beat");

  /** Proves that the node lives, and looks around. */
  static Beat send(Session session, int nodeId, Duration lease, int countTo, Load load) {
    return session.run(
        BEAT,
        statement -> {
          statement
              .set("node", nodeId)
              .set("lease_ms", lease.toMillis())
              .set("count_to", countTo)
              .set("threads", load.threads())
              .set("free_threads", load.freeThreads())
              .set("async_steps", load.asyncSteps())
              .set("free_async_steps", load.freeAsyncSteps())
              .setArray("refused", "uuid", load.refused().toArray());
          try (ResultSet row = statement.query()) {
            if (!row.next()) {
              throw new SQLException("The heartbeat returned nothing.");
            }
            return read(row);
          }
        });
  }

  /**
   * What a node tells of itself.
   *
   * @param threads how many handlers may hold a thread
   * @param freeThreads how many more of them it could take
   * @param asyncSteps how many asynchronous handlers may be under way
   * @param freeAsyncSteps how many more of them it could take
   * @param refused the templates that it has found it cannot run
   */
  record Load(
      int threads, int freeThreads, int asyncSteps, int freeAsyncSteps, List<UUID> refused) {

    Load {
      refused = List.copyOf(refused);
    }
  }

  private static Beat read(ResultSet row) throws SQLException {
    long delay = row.getLong("delay_ms");
    boolean nothingDue = row.wasNull();
    Integer[] dead = (Integer[]) row.getArray("dead").getArray();
    return new Beat(
        row.getBoolean("alive"),
        row.getBoolean("claimable"),
        nothingDue ? Optional.empty() : Optional.of(Duration.ofMillis(delay)),
        List.of(dead),
        row.getInt("nodes"),
        row.getInt("waiting"),
        row.getBoolean("sparse"));
  }
}
