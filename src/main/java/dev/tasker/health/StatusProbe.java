package dev.tasker.health;

import dev.tasker.api.task.TaskState;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import dev.tasker.health.ClusterStatus.Backlog;
import dev.tasker.health.ClusterStatus.Load;
import dev.tasker.health.ClusterStatus.Node;
import dev.tasker.health.ClusterStatus.Oldest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads how the cluster is, on a connection that the caller has. */
final class StatusProbe {

  private static final NamedSql COUNTS = NamedSql.load("cluster_status");
  private static final NamedSql OLDEST = NamedSql.load("oldest_ready_step");
  private static final NamedSql NODES = NamedSql.load("live_nodes");

  private final Connection connection;
  private final Duration lease;

  StatusProbe(Connection connection, Duration lease) {
    this.connection = connection;
    this.lease = lease;
  }

  ClusterStatus read(String schemaVersion, int countTo) throws SQLException {
    long begun = System.nanoTime();
    Optional<Oldest> oldest = oldest();
    List<Node> nodes = nodes();
    try (NamedStatement statement = COUNTS.on(connection).set("most", countTo);
        ResultSet row = statement.query()) {
      row.next();
      Map<TaskState, Integer> tasks = new EnumMap<>(TaskState.class);
      for (TaskState state : TaskState.values()) {
        tasks.put(state, row.getInt(state.word()));
      }
      var backlog =
          new Backlog(
              row.getInt("ready"),
              row.getInt("due_later"),
              row.getInt("overdue"),
              time(row, "next_due_at"),
              oldest);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      return new ClusterStatus(schemaVersion, took, tasks, backlog, nodes, countTo);
    }
  }

  private Optional<Oldest> oldest() throws SQLException {
    try (NamedStatement statement = OLDEST.on(connection);
        ResultSet row = statement.query()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Instant since = time(row, "since").orElseThrow();
      return Optional.of(
          new Oldest(
              row.getObject("task_id", UUID.class),
              row.getString("name"),
              since,
              Duration.between(since, time(row, "now").orElseThrow())));
    }
  }

  private List<Node> nodes() throws SQLException {
    try (NamedStatement statement = NODES.on(connection);
        ResultSet row = statement.query()) {
      List<Node> nodes = new ArrayList<>();
      while (row.next()) {
        Instant seenAt = time(row, "seen_at").orElseThrow();
        nodes.add(
            new Node(
                row.getInt("node_id"),
                row.getString("name"),
                row.getString("version"),
                time(row, "joined_at").orElseThrow(),
                seenAt,
                !seenAt.plus(lease).isBefore(time(row, "now").orElseThrow()),
                load(row),
                row.getInt("refused")));
      }
      return nodes;
    }
  }

  private static Optional<Load> load(ResultSet row) throws SQLException {
    return row.getObject("threads") == null
        ? Optional.empty()
        : Optional.of(
            new Load(
                row.getInt("threads"),
                row.getInt("free_threads"),
                row.getInt("async_steps"),
                row.getInt("free_async_steps")));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
