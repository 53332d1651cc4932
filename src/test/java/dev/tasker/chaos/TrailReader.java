package dev.tasker.chaos;

import dev.tasker.chaos.Trail.Node;
import dev.tasker.chaos.Trail.Row;
import dev.tasker.chaos.Trail.Step;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the trails of all tasks, as they are at one moment. */
final class TrailReader {

  private static final String STEPS =
      """
      select t.task_id, t.status, s.step_no + 1 as step, s.state, s.remaining_parents, s.attempts,
        s.attempts - s.forgiven_attempts as counted, s.retry_limit, s.node_losses,
        r.task_id is not null as queued,
        array(
          select p.step_no + 1
          from jsonb_array_elements(d.definition -> 'steps') x
          cross join jsonb_array_elements_text(x -> 'depends_on_steps') as n (name)
          join workflow_step p on p.task_id = t.task_id and p.name = n.name
          where x ->> 'name' = s.name) as parents
      from task t
      join task_template d using (template_id)
      join workflow_step s using (task_id)
      left join ready_step r on r.task_id = s.task_id and r.step_no = s.step_no
      order by t.task_id, s.step_no
      """;

  private static final String ROWS =
      """
      select task_id, coalesce(step_no + 1, 0) as step, coalesce(attempt, 0) as attempt,
        coalesce(x.node_id, 0) as node, coalesce(n.name, '') as name,
        coalesce(from_state, '') as from_state, to_state, coalesce(x.reason, '') as reason,
        coalesce(error ->> 'type', '') ~ '(CircuitBreakerOpen|Bulkhead|Database)Exception$'
          as held_back,
        occurred_at > n.left_at and not (first.node_id = x.node_id and t.requested_at > n.left_at)
          as after_its_node,
        occurred_at
      from transition x
      join task t using (task_id)
      join (
        select task_id, node_id from transition where from_state is null and step_no is null) first
        using (task_id)
      left join engine_node n on n.node_id = x.node_id
      order by task_id, transition_no
      """;

  private final Map<UUID, String> status = new LinkedHashMap<>();
  private final Map<UUID, List<Step>> steps = new HashMap<>();
  private final Map<UUID, List<Row>> rows = new HashMap<>();

  private TrailReader() {}

  static List<Trail> read(Connection connection) throws SQLException {
    var reader = new TrailReader();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read read only");
      reader.readSteps(statement);
      reader.readRows(statement);
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    return reader.status.entrySet().stream()
        .map(
            task ->
                new Trail(
                    task.getKey(),
                    task.getValue(),
                    reader.steps.getOrDefault(task.getKey(), List.of()),
                    reader.rows.getOrDefault(task.getKey(), List.of())))
        .toList();
  }

  private void readSteps(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(STEPS)) {
      while (row.next()) {
        UUID task = row.getObject("task_id", UUID.class);
        status.put(task, row.getString("status"));
        steps
            .computeIfAbsent(task, key -> new ArrayList<>())
            .add(
                new Step(
                    numbers(row.getArray("parents")),
                    row.getInt("retry_limit"),
                    row.getString("state"),
                    row.getInt("remaining_parents"),
                    row.getInt("attempts"),
                    row.getInt("counted"),
                    row.getInt("node_losses"),
                    row.getBoolean("queued")));
      }
    }
  }

  private static Set<Integer> numbers(Array array) throws SQLException {
    return Stream.of((Integer[]) array.getArray()).collect(Collectors.toSet());
  }

  private void readRows(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        rows.computeIfAbsent(row.getObject("task_id", UUID.class), key -> new ArrayList<>())
            .add(
                new Row(
                    row.getInt("step"),
                    row.getInt("attempt"),
                    new Node(row.getInt("node"), row.getString("name")),
                    row.getString("from_state"),
                    row.getString("to_state"),
                    row.getString("reason"),
                    row.getBoolean("held_back"),
                    row.getBoolean("after_its_node"),
                    row.getObject("occurred_at", OffsetDateTime.class).toInstant()));
      }
    }
  }
}
