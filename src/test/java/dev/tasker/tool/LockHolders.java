package dev.tasker.tool;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions beside the engine that hold locks on its rows, or take them in the wrong order. */
final class LockHolders {

  private static final int ROUNDS = 15;

  private static final String LIVE =
      """
      select distinct task_id from workflow_step where state in ('in_progress', 'pending')
      order by task_id desc limit 30
      """;
  private static final String STEPS =
      "select 1 from workflow_step where task_id = any (?) and state <> 'complete' for update";
  private static final String TASKS =
      "select 1 from task where task_id = any (?) order by task_id desc for update";
  private static final String QUEUE =
      "select 1 from ready_step where task_id = any (?) order by task_id desc for update";

  private final ChaosCluster cluster;
  private final AtomicInteger ended = new AtomicInteger();

  LockHolders(ChaosCluster cluster) {
    this.cluster = cluster;
  }

  private interface Act {
    void in(Connection session) throws SQLException, InterruptedException;
  }

  /** Locks live tasks and what waits in the queue, for some time. */
  void hold(Duration time) {
    inSession(
        session -> {
          UUID[] tasks = live(session);
          lock(session, QUEUE, tasks);
          lock(session, TASKS, tasks);
          ChaosFaults.pause(time);
          session.rollback();
        });
  }

  /**
   * Locks steps and then their tasks, while the engine locks tasks and then their steps.
   *
   * @param impatient whether this session notices first that nobody can go on, and gives way; else
   *     the engine's does
   */
  void lockInWrongOrder(boolean impatient) {
    inSession(
        session -> {
          try (Statement statement = session.createStatement()) {
            statement.execute("set deadlock_timeout = '%s'".formatted(impatient ? "20ms" : "10s"));
            session.commit();
          }
          for (int round = 0; round < ROUNDS; round++) {
            UUID[] tasks = live(session);
            try {
              lock(session, STEPS, tasks);
              ChaosFaults.pause(Duration.ofMillis(150));
              lock(session, TASKS, tasks);
              lock(session, QUEUE, tasks);
            } catch (SQLException e) {
              if (!"40P01".equals(e.getSQLState())) {
                throw e;
              }
            }
            session.rollback();
          }
        });
  }

  /** How many sessions another fault has ended. */
  int ended() {
    return ended.get();
  }

  private void inSession(Act act) {
    try (Connection session = cluster.superuser()) {
      session.setAutoCommit(false);
      act.in(session);
    } catch (SQLException | IOException databaseIsAway) {
      // Another fault has ended this one.
      ended.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static UUID[] live(Connection session) throws SQLException {
    List<UUID> tasks = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(LIVE)) {
      while (row.next()) {
        tasks.add(row.getObject(1, UUID.class));
      }
    }
    return tasks.toArray(UUID[]::new);
  }

  private static void lock(Connection session, String sql, UUID[] tasks) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setArray(1, session.createArrayOf("uuid", tasks));
      statement.execute();
    }
  }
}
