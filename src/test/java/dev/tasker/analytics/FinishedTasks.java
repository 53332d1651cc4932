package dev.tasker.analytics;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts tasks with known times into the tables. */
final class FinishedTasks {

  static final UUID ORDER = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000001");
  static final UUID REFUND = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000002");

  private final DataSource database;
  private int made;

  FinishedTasks(DataSource database) throws SQLException {
    this.database = database;
    run("insert into task_namespace (name) values ('shop')");
    template(ORDER, "order", "2.0.0");
    template(REFUND, "refund", "1.0.0");
  }

  private void template(UUID id, String name, String version) throws SQLException {
    run(
        """
        insert into task_template (template_id, namespace, name, version, environment, checksum, definition)
        values ('%s', 'shop', '%s', '%s', 'test', 'abc', '{"steps": [
          {"name": "a", "depends_on_steps": []}, {"name": "b", "depends_on_steps": ["a"]}]}')\
        """
            .formatted(id, name, version));
  }

  /**
   * A task that could start at that time, did so after a wait, and ended after it took its time.
   */
  UUID task(UUID template, String status, Instant at, long waitMs, long tookMs)
      throws SQLException {
    UUID id = new UUID(0x0197_0000_0000_7000L + made, 0x8000_0000_0000_0000L);
    made++;
    boolean ended = !status.equals("error");
    run(
        """
        insert into task (task_id, template_id, status, context, initiator, reason, source_system,
          correlation_id, unfinished_leaves, requested_at, started_at, completed_at)
        values ('%s', '%s', '%s', '{}', 'i', 'r', 's', 'c', %d, timestamptz '%s', timestamptz '%s', %s)\
        """
            .formatted(
                id,
                template,
                status,
                ended ? 0 : 1,
                at,
                at.plusMillis(waitMs),
                ended ? "timestamptz '" + at.plusMillis(waitMs + tookMs) + "'" : "null"));
    return id;
  }

  /** A complete step; the times are counted from that time on. */
  void step(UUID task, int stepNo, Instant at, long startMs, long endMs, int attempts)
      throws SQLException {
    run(
        """
        insert into workflow_step (task_id, step_no, name, state, remaining_parents, attempts,
          retry_limit, retryable, skippable, lane, leaf, started_at, last_attempted_at, completed_at)
        values ('%1$s', %2$d, '%3$s', 'complete', 0, %4$d, 3, true, false, 0, true, timestamptz '%5$s',
          timestamptz '%5$s', timestamptz '%6$s')\
        """
            .formatted(
                task,
                stepNo,
                stepNo == 0 ? "a" : "b",
                attempts,
                at.plusMillis(startMs),
                at.plusMillis(endMs)));
  }

  void failure(UUID task, Integer stepNo, Instant at, String message, String code)
      throws SQLException {
    run(
        """
        insert into transition (task_id, step_no, attempt, from_state, to_state, actor, error, occurred_at)
        values ('%s', %s, %s, 'in_progress', 'error', 'engine', %s, timestamptz '%s')\
        """
            .formatted(
                task,
                stepNo,
                stepNo == null ? null : 1,
                stepNo == null
                    ? "null"
                    : "'{\"message\": \"%s\", \"code\": \"%s\"}'".formatted(message, code),
                at));
  }

  /**
   * So many tasks of one step, one a second, that are complete, but for each hundredth, which is in
   * error; and the planner knows of them.
   */
  void many(int count) throws SQLException {
    run(
        """
        insert into task (task_id, template_id, status, context, initiator, reason, source_system,
          correlation_id, unfinished_leaves, requested_at, started_at, completed_at)
        select lpad(to_hex(n), 32, '0')::uuid, '%s', case when n %% 100 = 0 then 'error' else 'complete' end,
          '{}', 'i', 'r', 's', 'c', (n %% 100 = 0)::int, s.at, s.at,
          case when n %% 100 > 0 then s.at + interval '1 second' end
        from generate_series(1, %d) n,
          lateral (select timestamptz '2026-07-01' + n * interval '1 second' as at) s\
        """
            .formatted(ORDER, count));
    run(
        """
        insert into workflow_step (task_id, step_no, name, state, remaining_parents, attempts,
          retry_limit, retryable, skippable, lane, leaf, started_at, last_attempted_at, completed_at)
        select t.task_id, 0, 'a', case t.status when 'error' then 'error' else 'complete' end, 0, 1, 3,
          true, false, 0, true, t.started_at, t.started_at, t.completed_at
        from task t\
        """);
    run(
        """
        insert into transition (task_id, step_no, attempt, from_state, to_state, actor, error, occurred_at)
        select t.task_id, 0, 1, 'in_progress', t.status, 'engine',
          case t.status when 'error' then '{"message": "m"}'::jsonb end, t.started_at
        from task t\
        """);
    run("analyze task, workflow_step, transition, task_template");
  }

  void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
