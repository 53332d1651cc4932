package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import dev.tasker.database.Uuid7;
import dev.tasker.testing.PostgresExtension;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TaskQueriesDbTest {

  private static final Instant AT = Instant.parse("2026-07-01T10:11:12.345678Z");

  private final Uuid7 ids = new Uuid7(Clock.systemUTC());
  private StoredTasks stored;
  private EntityManager entities;
  private TaskQueries queries;

  @BeforeEach
  void begin(DataSource database) {
    stored = new StoredTasks(database);
    entities = OpenEntities.entityManager();
    queries = new TaskQueries(entities);
  }

  @AfterEach
  void end() {
    entities.close();
  }

  @Test
  void find_tellsAllThatIsStored() throws SQLException {
    UUID template = stored.template("checkout", "pick", "pay:pick", "ship:pick,pay");
    UUID id = ids.next();
    stored.task(id, template, TaskState.IN_PROGRESS, AT);
    stored.step(id, 1, "pay", StepState.IN_PROGRESS, 0);
    stored.step(id, 0, "pick", StepState.COMPLETE, 0);
    stored.step(id, 2, "ship", StepState.PENDING, 1);

    TaskView task = queries.find(id).orElseThrow();

    assertThat(task.fullName()).isEqualTo("shop.checkout@1.2.0");
    assertThat(task.status()).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(task.context()).containsEntry("cart_id", 42L).containsEntry("price", 19.9);
    assertThat(task.context()).containsEntry("note", null);
    assertThat(task.tags()).containsExactly("red", "light blue");
    assertThat(task.bypassSteps()).isEmpty();
    assertThat(task.priority()).isEqualTo(-7);
    assertThat(task.requestedAt()).isEqualTo(AT);
    assertThat(task.completedAt()).isEmpty();
    assertThat(task.steps()).extracting(StepView::name).containsExactly("pick", "pay", "ship");
    StepView ship = task.steps().get(2);
    assertThat(ship.dependsOnSteps()).containsExactly("pick", "pay");
    assertThat(ship.stepId()).isEqualTo(new StepId(id, 2).toUuid());
    assertThat(task.steps().get(0).results()).contains(Map.of("of", "pick"));
    assertThat(task.steps().get(1).results()).isEmpty();
  }

  @Test
  void whatItsTaskHandlerSaid_isToldWithTheTask() throws SQLException {
    UUID silent = ids.next();
    UUID heard = ids.next();
    UUID template = stored.template("checkout");
    stored.task(silent, template, TaskState.COMPLETE, AT);
    stored.task(heard, template, TaskState.COMPLETE, AT);
    stored.annotation(heard, "{\"parcels\": 2}");

    assertThat(queries.find(silent).orElseThrow().annotations()).isEmpty();
    assertThat(queries.find(heard).orElseThrow().annotations()).isEqualTo(Map.of("parcels", 2L));
    assertThat(queries.listed(List.of(heard, silent)))
        .extracting(entry -> entry.task().annotations())
        .containsExactly(Map.of("parcels", 2L), Map.of());
  }

  @Test
  void find_inTheSameTransactionLater_tellsWhatChangedMeanwhile() throws SQLException {
    UUID id = ids.next();
    stored.task(id, stored.template("checkout"), TaskState.PENDING, AT);
    entities.getTransaction().begin();
    assertThat(queries.find(id).orElseThrow().status()).isEqualTo(TaskState.PENDING);
    try (var connection = PostgresExtension.database().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate("update task set status = 'in_progress'");
    }
    assertThat(queries.find(id).orElseThrow().status()).isEqualTo(TaskState.IN_PROGRESS);
    entities.getTransaction().rollback();
  }

  @Test
  void whatDoesNotExist_isEmpty() throws SQLException {
    UUID id = ids.next();
    stored.task(id, stored.template("checkout", "pick"), TaskState.PENDING, AT);
    stored.step(id, 0, "pick", StepState.PENDING, 0);

    assertThat(queries.find(ids.next())).isEmpty();
    assertThat(queries.steps(ids.next())).isEmpty();
    assertThat(queries.transitions(ids.next())).isEmpty();
    assertThat(queries.step(id, new StepId(id, 1).toUuid())).isEmpty();
    assertThat(queries.step(id, id)).isEmpty();
    assertThat(queries.step(ids.next(), new StepId(id, 0).toUuid())).isEmpty();
    assertThat(queries.transitions(id)).contains(List.of());
  }

  @Test
  void step_isFoundByItsDerivedId() throws SQLException {
    UUID id = ids.next();
    stored.task(id, stored.template("checkout", "pick", "pay:pick"), TaskState.IN_PROGRESS, AT);
    stored.step(id, 0, "pick", StepState.ERROR, 0, true);
    stored.step(id, 1, "pay", StepState.PENDING, 1);

    StepView step = queries.step(id, new StepId(id, 0).toUuid()).orElseThrow();

    assertThat(step.name()).isEqualTo("pick");
    assertThat(step.error()).contains(Map.of("message", "lost"));
    assertThat(step.nextRetryAt()).isPresent();
    assertThat(queries.step(id, new StepId(id, 1).toUuid()).orElseThrow().dependsOnSteps())
        .containsExactly("pick");
  }

  @Test
  void transitions_comeInOrderWithTheNamesOfStepAndNode() throws SQLException {
    UUID id = ids.next();
    int node = stored.node("alpha");
    stored.task(id, stored.template("checkout", "pick"), TaskState.IN_PROGRESS, AT);
    stored.step(id, 0, "pick", StepState.ERROR, 0);
    stored.transition(id, null, null, null, "pending", AT);
    stored.transition(id, 0, node, "in_progress", "error", AT.minusSeconds(60));

    List<TransitionView> trail = queries.transitions(id).orElseThrow();

    assertThat(trail).hasSize(2);
    assertThat(trail.get(0).fromState()).isEmpty();
    assertThat(trail.get(0).stepId()).isEmpty();
    assertThat(trail.get(0).occurredAt()).isEqualTo(AT);
    assertThat(trail.get(1).stepName()).contains("pick");
    assertThat(trail.get(1).stepId()).contains(new StepId(id, 0).toUuid());
    assertThat(trail.get(1).node()).contains("alpha");
    assertThat(trail.get(1).attempt()).contains(1);
    assertThat(trail.get(1).error()).contains(Map.of("message", "lost"));
    assertThat(trail.get(1).transitionId().version()).isEqualTo(7);
  }

  @Test
  void listed_comesInTheGivenOrder_withoutWhatDoesNotExist() throws SQLException {
    UUID template = stored.template("checkout");
    UUID first = ids.next();
    UUID second = ids.next();
    stored.task(first, template, TaskState.PENDING, AT);
    stored.task(second, template, TaskState.COMPLETE, AT);

    assertThat(queries.listed(List.of(second, ids.next(), first)))
        .extracting(entry -> entry.task().taskId())
        .containsExactly(second, first);
    assertThat(queries.listed(List.of())).isEmpty();
  }

  @Test
  void tallyOfAPage_isThatOfTheTaskItself() throws SQLException {
    UUID template = stored.template("checkout", "a", "b", "c:a", "d:b", "e", "f", "g:f", "h");
    UUID id = ids.next();
    stored.task(id, template, TaskState.IN_PROGRESS, AT);
    stored.step(id, 0, "a", StepState.COMPLETE, 0);
    stored.step(id, 1, "b", StepState.IN_PROGRESS, 0);
    stored.step(id, 2, "c", StepState.PENDING, 0);
    stored.step(id, 3, "d", StepState.PENDING, 1);
    stored.step(id, 4, "e", StepState.ERROR, 0, true);
    stored.step(id, 5, "f", StepState.ERROR, 0);
    stored.step(id, 6, "g", StepState.CANCELLED, 1);
    stored.step(id, 7, "h", StepState.RESOLVED_MANUALLY, 0);

    StepTally ofPage = queries.listed(List.of(id)).get(0).steps();

    assertThat(ofPage).isEqualTo(new StepTally(8, 2, 1, 1, 2, 1, 1, 1, 1));
    assertThat(StepTally.of(queries.find(id).orElseThrow().steps())).isEqualTo(ofPage);
  }

  @Test
  void eachQuery_sendsAFixedNumberOfStatements() throws SQLException {
    UUID template = stored.template("checkout", "a", "b");
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 20; i++) {
      UUID id = ids.next();
      all.add(id);
      stored.task(id, template, TaskState.IN_PROGRESS, AT);
      stored.step(id, 0, "a", StepState.COMPLETE, 0);
      stored.step(id, 1, "b", StepState.PENDING, 0);
      stored.transition(id, 0, 1, "in_progress", "complete", AT);
      stored.transition(id, 1, 1, null, "pending", AT);
    }
    UUID last = all.get(19);

    assertThat(OpenEntities.statementsOf(() -> queries.listed(all))).isEqualTo(1);
    assertThat(OpenEntities.statementsOf(() -> queries.find(last))).isEqualTo(3);
    assertThat(OpenEntities.statementsOf(() -> queries.transitions(last))).isEqualTo(2);
    assertThat(OpenEntities.statementsOf(() -> queries.step(last, new StepId(last, 0).toUuid())))
        .isEqualTo(2);
  }
}
