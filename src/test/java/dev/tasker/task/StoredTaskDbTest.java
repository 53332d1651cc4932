package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.TaskView;
import dev.tasker.database.Database;
import dev.tasker.database.Json;
import dev.tasker.database.Uuid7;
import dev.tasker.task.TaskInserts.NewRow;
import dev.tasker.task.TaskInserts.Placement;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.TemplateFixture;
import dev.tasker.testing.PostgresExtension;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StoredTaskDbTest {

  private static final String TEMPLATE =
      """
      name: order
      namespace_name: shop
      version: 2.1.0
      step_templates:
        - {name: pick, handler_class: Charge, skippable: true, default_retryable: false}
        - {name: pay, handler_class: Charge, depends_on_step: pick, dependent_system: bank,
           skippable: true, default_retry_limit: 7}
        - {name: wrap, handler_class: Charge, skippable: true}
        - {name: ship, handler_class: Charge, depends_on_steps: [pay, wrap], skippable: true}
      """;

  private final Uuid7 ids = new Uuid7(Clock.systemUTC());
  private Database database;
  private LoadedTemplate template;
  private EntityManager entities;
  private TaskQueries queries;

  @BeforeEach
  void begin(DataSource source) {
    database = new Database(source);
    UUID templateId =
        new JdbcTemplateStore(database, ids).keep(TemplateFixture.stored(TEMPLATE), false);
    template = TemplateFixture.loaded(templateId, TemplateFixture.template(TEMPLATE));
    entities = OpenEntities.entityManager();
    queries = new TaskQueries(entities);
  }

  @AfterEach
  void end() {
    entities.close();
  }

  @Test
  void taskThatRunsAtOnce_isWhatIsReadBack() {
    TaskDraft draft =
        draft(
            TaskRequest.named("order")
                .namespace("shop")
                .context(Map.of("cart", Map.of("id", 42L, "price", 19.9), "of", List.of("a", 1L)))
                .tags(List.of("light blue", "red"))
                .priority(-3));
    draft.step("pick").inputs(Map.of("from", List.of(1, 2))).retryLimit(5);
    draft.step("wrap").dependentSystem("paper").retryable(false);
    assertSame(row(draft, 71L, null, 72L, null));
    assertSame(row(draft(draft.request()), 71L, null, null, null));
  }

  @Test
  void taskThatWaits_isWhatIsReadBack() {
    Instant preciseAt = Instant.parse("2100-01-02T03:04:05.123456789Z");
    assertSame(row(draft(TaskRequest.named("order").runAt(preciseAt)), null, null, null, null));
  }

  @Test
  void taskWithBypassedSteps_isWhatIsReadBack() {
    assertSame(
        row(draft(TaskRequest.named("order").bypassSteps(List.of("pick"))), null, 8L, 9L, null));
    assertSame(
        row(
            draft(TaskRequest.named("order").bypassSteps(List.of("ship", "pay", "pick", "wrap"))),
            null,
            null,
            null,
            null));
  }

  private TaskDraft draft(TaskRequest.Builder request) {
    return draft(request.initiator("ann").reason("because").sourceSystem("web").build());
  }

  private TaskDraft draft(TaskRequest request) {
    return DraftFixture.draft(ids.next(), template, request);
  }

  private static NewRow row(TaskDraft draft, @Nullable Long... tokens) {
    return new NewRow(
        draft,
        Json.text(draft.context()),
        java.util.Arrays.stream(tokens).map(token -> new Placement((short) 0, token)).toList());
  }

  private void assertSame(NewRow row) {
    StoredTask stored =
        new StoredTask(
            row, database.call(connection -> TaskInserts.insert(connection, 1, List.of(row))));
    UUID taskId = row.draft().taskId();
    TaskView read = queries.find(taskId).orElseThrow();
    assertThat(stored.view()).isEqualTo(read);
    assertThat(List.of(stored.entry())).isEqualTo(queries.listed(List.of(taskId)));
  }
}
