package dev.tasker.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Database;
import dev.tasker.database.Json;
import dev.tasker.insight.Explanation.OfStep;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.StoredTemplate;
import dev.tasker.template.TemplateKey;
import dev.tasker.template.TemplateStore;
import dev.tasker.testing.PostgresExtension;
import dev.tasker.testing.ShippedConfig;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ExplanationsDbTest {

  private static final UUID TEMPLATE = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");
  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");
  private static final UUID OTHER = UUID.fromString("0197c2a0-0000-7cc3-9a41-8f6d2a300000");

  private DataSource database;
  private Explanations explanations;

  @BeforeEach
  void begin(DataSource source) throws SQLException {
    database = source;
    explanations =
        new Explanations(
            new Database(source),
            new OneTemplate(),
            new NoHandlers(),
            new InsightConfig(new ShippedConfig()));
    run("insert into task_namespace (name) values ('default')");
    task(TASK, 0);
  }

  @Test
  void unknownTask_isNotExplained() {
    assertThat(explanations.of(UUID.randomUUID())).isEmpty();
  }

  @Test
  void stepsAreToldInOrder_withTheirNodeAndTimeout() throws SQLException {
    node("n1", "now()", 0, 5);
    run(
        "insert into workflow_step (task_id, step_no, name, state, remaining_parents, attempts,"
            + " retry_limit, retryable, skippable, lane, leaf, claim_token, node_id, last_attempted_at)"
            + " select '%s', 1, 'call', 'in_progress', 0, 1, 3, true, false, 1, true, 7, node_id, now()"
                .formatted(TASK)
            + " from engine_node");
    step(TASK, 0, "fetch", "complete", 0);
    step(TASK, 2, "last", "pending", 1);

    List<OfStep> steps = explanations.of(TASK).orElseThrow().steps();

    assertThat(steps).extracting(OfStep::name).containsExactly("call", "last");
    assertThat(steps)
        .extracting(OfStep::reason)
        .containsExactly(Reason.RUNNING, Reason.WAITING_FOR_STEPS);
    assertThat(steps.get(0).details()).containsEntry("node", "n1").containsKey("times_out_at");
    assertThat(steps.get(0).explanation()).containsPattern("times out in (29|30) s");
  }

  @Test
  void readyStepOfAFullNode_countsWhatIsBeforeItInItsLane() throws SQLException {
    node("n1", "now()", 0, 5);
    readyTask();
    task(OTHER, 0);
    queue(OTHER, 0, 0, 0);
    queue(OTHER, 1, 0, 9);
    queue(OTHER, 2, 1, 9);

    OfStep step = explanations.of(TASK).orElseThrow().steps().get(0);

    assertThat(step.reason()).isEqualTo(Reason.AT_CAPACITY);
    assertThat(step.details()).containsEntry("steps_ahead", 2);
  }

  @Test
  void nodeThatHasNotToldYet_countsAsFree() throws SQLException {
    run("insert into engine_node (name, version) values ('new', '1')");
    readyTask();
    assertThat(explanations.of(TASK).orElseThrow().steps().get(0).reason())
        .isEqualTo(Reason.QUEUED);
  }

  @Test
  void nodesThatRefuseTheTemplate_orAreSilent_orHaveLeft_areNotAble() throws SQLException {
    node("refuses", "now()", 1, 1);
    run("update engine_node set refused_templates = array['%s']::uuid[]".formatted(TEMPLATE));
    node("silent", "now() - interval '1 minute'", 1, 1);
    node("left", "now()", 1, 1);
    run("update engine_node set left_at = now(), left_how = 'stopped' where name = 'left'");
    readyTask();

    OfStep step = explanations.of(TASK).orElseThrow().steps().get(0);

    assertThat(step.reason()).isEqualTo(Reason.NO_HANDLER_NODE);
    assertThat(step.details())
        .containsEntry("nodes", 1)
        .containsEntry("missing_handlers", List.of("shop.fetch", "tasker.http", "shop.last"));
  }

  private void node(String name, String seenAt, int freeThreads, int freeAsync)
      throws SQLException {
    run(
        "insert into engine_node (name, version, seen_at, threads, free_threads, async_steps,"
            + " free_async_steps) values ('%s', '1', %s, 4, %d, 9, %d)"
                .formatted(name, seenAt, freeThreads, freeAsync));
  }

  private void task(UUID id, int priority) throws SQLException {
    run(
        "insert into task (task_id, template_id, status, priority, context, initiator, reason,"
            + " source_system, correlation_id, unfinished_leaves)"
            + " values ('%s', '%s', 'in_progress', %d, '{}', 'i', 'r', 's', 'c', 3)"
                .formatted(id, TEMPLATE, priority));
  }

  private void readyTask() throws SQLException {
    step(TASK, 0, "fetch", "pending", 0);
    step(TASK, 1, "call", "pending", 1);
    step(TASK, 2, "last", "pending", 1);
    queue(TASK, 0, 0, 0);
  }

  private void step(UUID task, int stepNo, String name, String state, int parents)
      throws SQLException {
    run(
        "insert into workflow_step (task_id, step_no, name, state, remaining_parents, retry_limit,"
            + " retryable, skippable, lane, leaf, completed_at)"
            + " values ('%s', %d, '%s', '%s', %d, 3, true, false, 0, true, case '%s' when 'complete' then now() end)"
                .formatted(task, stepNo, name, state, parents, state));
  }

  private void queue(UUID task, int stepNo, int lane, int priority) throws SQLException {
    run(
        "insert into ready_step (task_id, step_no, template_id, lane, priority)"
            + " values ('%s', %d, '%s', %d, %d)".formatted(task, stepNo, TEMPLATE, lane, priority));
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Knows a template of three steps, one after the other. */
  private static final class OneTemplate implements TemplateStore {

    @Override
    public UUID keep(StoredTemplate template, boolean replace) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredTemplate> find(UUID templateId) {
      var steps =
          List.of(
              step("fetch", List.of(), Map.of("handler_class", "shop.fetch")),
              step("call", List.of("fetch"), Map.of()),
              step("last", List.of("call"), Map.of("handler_class", "shop.last")));
      String definition =
          Json.text(
              Map.of(
                  "name",
                  "t",
                  "namespace_name",
                  "default",
                  "version",
                  "1.0.0",
                  "description",
                  "",
                  "schema",
                  Map.of(),
                  "steps",
                  steps));
      return Optional.of(
          new StoredTemplate(new TemplateKey("default", "t", "1.0.0"), "test", "abc", definition));
    }

    private static Map<String, Object> step(
        String name, List<String> parents, Map<String, Object> more) {
      var step = new java.util.HashMap<String, Object>(more);
      step.put("name", name);
      step.put("description", "");
      step.put("handler_config", Map.of());
      step.put("depends_on_steps", parents);
      step.put("default_retryable", true);
      step.put("default_retry_limit", 3);
      step.put("skippable", false);
      step.put(
          "retry",
          Map.of(
              "base_delay",
              "PT1S",
              "multiplier",
              2,
              "max_delay",
              "PT30S",
              "jitter",
              0.1,
              "max_retry_after",
              "PT1H"));
      step.put("custom_events", List.of());
      return step;
    }
  }

  private static final class NoHandlers implements KnownHandlers {

    @Override
    public boolean has(String name) {
      return false;
    }

    @Override
    public Collection<String> names() {
      return List.of();
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }
}
