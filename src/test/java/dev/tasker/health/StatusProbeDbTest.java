package dev.tasker.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskState;
import dev.tasker.health.ClusterStatus.Load;
import dev.tasker.testing.PostgresExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StatusProbeDbTest {

  private static final UUID TEMPLATE = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");
  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");

  private DataSource database;

  @BeforeEach
  void begin(DataSource source) {
    database = source;
  }

  @Test
  void emptyDatabase_hasNothingToTell() throws SQLException {
    ClusterStatus status = status(10);
    assertThat(status.tasks())
        .hasSize(6)
        .allSatisfy((state, number) -> assertThat(number).isZero());
    assertThat(status.backlog().oldest()).isEmpty();
    assertThat(status.backlog().nextDueAt()).isEmpty();
    assertThat(status.nodes()).isEmpty();
  }

  @Test
  void tasks_areCountedNoFurtherThanWanted() throws SQLException {
    run(
        """
        insert into task (task_id, template_id, context, initiator, reason, source_system, correlation_id, unfinished_leaves)
        select gen_random_uuid(), gen_random_uuid(), '{}', 'i', 'r', 's', 'c', 1 from generate_series(1, 7)\
        """);
    assertThat(status(5).tasks()).containsEntry(TaskState.PENDING, 5);
    assertThat(status(10).tasks()).containsEntry(TaskState.PENDING, 7);
  }

  @Test
  void oldestReadyStep_waitsSinceItsLastParentEnded() throws SQLException {
    waitingTask();
    run(
        """
        insert into ready_step (task_id, step_no, template_id, lane, priority, due_at)
        values ('%1$s', 1, '%2$s', 0, 0, null),
          (gen_random_uuid(), 0, '%2$s', 0, 0, now() + interval '1 hour'),
          (gen_random_uuid(), 0, '%2$s', 0, 0, now() - interval '1 minute')\
        """
            .formatted(TASK, TEMPLATE));

    ClusterStatus.Backlog backlog = status(10).backlog();
    assertThat(backlog.ready()).isEqualTo(1);
    assertThat(backlog.dueLater()).isEqualTo(2);
    assertThat(backlog.overdue()).isEqualTo(1);
    assertThat(backlog.oldest().orElseThrow().step()).isEqualTo("b");
    assertThat(backlog.oldest().orElseThrow().waiting())
        .isBetween(Duration.ofSeconds(299), Duration.ofSeconds(360));
  }

  /** Its first step has ended five minutes ago. */
  private void waitingTask() throws SQLException {
    run("insert into task_namespace (name) values ('shop')");
    run(
        """
        insert into task_template (template_id, namespace, name, version, environment, checksum, definition)
        values ('%s', 'shop', 't', '1.0.0', 'test', 'abc', '{"steps": [
          {"name": "a", "depends_on_steps": []}, {"name": "b", "depends_on_steps": ["a"]}]}')\
        """
            .formatted(TEMPLATE));
    run(
        """
        insert into task (task_id, template_id, status, context, initiator, reason, source_system, correlation_id,
          unfinished_leaves, requested_at)
        values ('%s', '%s', 'in_progress', '{}', 'i', 'r', 's', 'c', 1, now() - interval '1 hour')\
        """
            .formatted(TASK, TEMPLATE));
    run(
        """
        insert into workflow_step (task_id, step_no, name, state, remaining_parents, retry_limit, retryable,
          skippable, lane, leaf, completed_at)
        values ('%1$s', 0, 'a', 'complete', 0, 3, true, false, 0, false, now() - interval '5 minutes'),
          ('%1$s', 1, 'b', 'pending', 0, 3, true, false, 0, true, null)\
        """
            .formatted(TASK));
  }

  @Test
  void nodes_tellTheirLoad_andAreDeadAfterTheirLease() throws SQLException {
    run(
        """
        insert into engine_node (name, version, seen_at, threads, free_threads, async_steps, free_async_steps,
          refused_templates)
        values ('busy', '1', now(), 32, 2, 1000, 900, array[gen_random_uuid()]),
          ('silent', '1', now() - interval '1 minute', null, null, null, null, '{}')\
        """);
    var nodes = status(10).nodes();
    assertThat(nodes).extracting(ClusterStatus.Node::name).containsExactly("busy", "silent");
    assertThat(nodes).extracting(ClusterStatus.Node::alive).containsExactly(true, false);
    assertThat(nodes.get(0).load()).contains(new Load(32, 2, 1000, 900));
    assertThat(nodes.get(0).refusedTemplates()).isEqualTo(1);
    assertThat(nodes.get(1).load()).isEmpty();
  }

  private ClusterStatus status(int countTo) throws SQLException {
    try (var connection = database.getConnection()) {
      return new StatusProbe(connection, Duration.ofSeconds(10)).read("20", countTo);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
