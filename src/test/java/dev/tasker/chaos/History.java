package dev.tasker.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that is known of a run: what clients were told, what the tables say, and who was called.
 *
 * @param accepted the tasks that clients were told of
 * @param tasks the tasks as they are stored
 * @param steps their steps as they are stored
 * @param changes the audit trail of the steps, in order within each task
 * @param calls how often the work of a step was really begun, by {@link Step#caller}
 */
public record History(
    Set<UUID> accepted,
    List<Task> tasks,
    List<Step> steps,
    List<Change> changes,
    Map<String, Integer> calls) {

  /** Copies what it is given. */
  public History {
    accepted = Set.copyOf(accepted);
    tasks = List.copyOf(tasks);
    steps = List.copyOf(steps);
    changes = List.copyOf(changes);
    calls = Map.copyOf(calls);
  }

  /** A task, and its own count of leaves that have not ended. */
  public record Task(UUID id, String status, int unfinishedLeaves) {}

  /** A step, and what its template says of it. */
  public record Step(
      UUID task,
      int number,
      String name,
      Set<String> parents,
      String state,
      int attempts,
      int forgiven,
      int limit,
      Wait retry) {

    /** How it names itself to whoever it calls. */
    public String caller() {
      return task + "/" + name;
    }
  }

  /** How long a step waits between its attempts, without any jitter. */
  public record Wait(Duration base, double multiplier, Duration longest) {

    /** The wait after that many failures. */
    Duration after(int failures) {
      double millis = base.toMillis() * Math.pow(multiplier, failures - 1.0);
      return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }
  }

  /** A row of the audit trail; forgiven if it is a failure that was not the step's fault. */
  public record Change(
      UUID task,
      int step,
      int attempt,
      String from,
      String to,
      String actor,
      String reason,
      boolean forgiven,
      Instant at) {

    /** Whether it is on record that a result came late; it must have changed nothing. */
    boolean isRefusal() {
      return from.equals(to);
    }

    /** Whether someone gave the step a fresh budget, and did not wait for its next attempt. */
    boolean isRetryByOperator() {
      return from.equals("error") && to.equals("pending") && !actor.equals("engine");
    }

    boolean begins() {
      return to.equals("in_progress") && !isRefusal();
    }
  }

  private static final String TASKS = "select task_id, status, unfinished_leaves from task";

  private static final String STEPS =
      """
      select s.task_id, s.step_no, s.name, s.state, s.attempts, s.forgiven_attempts, s.retry_limit,
        array(select jsonb_array_elements_text(d.step -> 'depends_on_steps')) as parents,
        extract(epoch from (d.step -> 'retry' ->> 'base_delay')::interval) as base,
        (d.step -> 'retry' ->> 'multiplier')::float as multiplier,
        extract(epoch from (d.step -> 'retry' ->> 'max_delay')::interval) as longest
      from workflow_step s
      join task t using (task_id)
      join task_template r using (template_id)
      join lateral (
        select x as step from jsonb_array_elements(r.definition -> 'steps') x
        where x ->> 'name' = s.name) d on true
      """;

  private static final String CHANGES =
      """
      select task_id, step_no, coalesce(attempt, 0) as attempt, from_state, to_state, actor,
        coalesce(reason, '') as reason,
        coalesce(error ->> 'type', '') ~ '(DatabaseException|CircuitBreakerOpenException|BulkheadException)$' as forgiven,
        occurred_at
      from transition where step_no is not null
      order by task_id, transition_no
      """;

  /** Reads what the tables hold. */
  public static History read(Connection connection, Set<UUID> accepted, Map<String, Integer> calls)
      throws SQLException {
    return new History(
        accepted,
        rows(
            connection,
            TASKS,
            row -> new Task(id(row), row.getString("status"), row.getInt("unfinished_leaves"))),
        rows(connection, STEPS, History::step),
        rows(connection, CHANGES, History::change),
        calls);
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> rows(Connection connection, String sql, Reader<T> reader)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(reader.read(row));
      }
    }
    return rows;
  }

  private static UUID id(ResultSet row) throws SQLException {
    return row.getObject("task_id", UUID.class);
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(
        id(row),
        row.getInt("step_no"),
        row.getString("name"),
        Set.of((String[]) row.getArray("parents").getArray()),
        row.getString("state"),
        row.getInt("attempts"),
        row.getInt("forgiven_attempts"),
        row.getInt("retry_limit"),
        new Wait(seconds(row, "base"), row.getDouble("multiplier"), seconds(row, "longest")));
  }

  private static Duration seconds(ResultSet row, String column) throws SQLException {
    return Duration.ofMillis((long) (row.getDouble(column) * 1000));
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        id(row),
        row.getInt("step_no"),
        row.getInt("attempt"),
        row.getString("from_state"),
        row.getString("to_state"),
        row.getString("actor"),
        row.getString("reason"),
        row.getBoolean("forgiven"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant());
  }
}
