package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.chaos.ModelReplay;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets the engine's functions do to tasks, in any order, whatever they can do; nodes are declared
 * dead and go on nevertheless. The model in {@code docs/spec} must explain what became of each
 * task.
 */
@ExtendWith(PostgresExtension.class)
class ReplayedLifeDbTest {

  private static final int ACTS = 2_500;
  private static final int TASKS = 12;

  private final Random random = new Random(20_261_125);
  private final DataSource database;
  private final EngineFixture engine;
  private final Operator operator;
  private final List<UUID> tasks = new ArrayList<>();

  /** The nodes that have not been declared dead. */
  private final List<Integer> alive = new ArrayList<>();

  /** What each node believes to run, also after it was declared dead. */
  private final Map<Integer, List<Attempt>> held = new HashMap<>();

  ReplayedLifeDbTest(DataSource database) {
    this.database = database;
    engine = new EngineFixture(database);
    operator = new Operator(database, engine.node());
  }

  @AfterEach
  void close() {
    operator.close();
    engine.close();
  }

  @Test
  void wholeLifeOfTheEngine_isExplainedByTheModel() throws Exception {
    join();
    join();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(engine.store("a", "b<a", "c<a", "d<b,c", "e", "f<d,e"));
      tasks.add(engine.store("a", "b", "c<a,b", "d<c"));
      tasks.add(
          engine.store(
              TaskRequest.named("test").bypassSteps(List.of("a", "c")).build(),
              "a",
              "b<a",
              "c",
              "d<b,c"));
    }
    for (int act = 0; act < ACTS; act++) {
      act(random.nextInt(100));
    }
    Soundness.check(engine);
    assertThat(engine.one("select count(*) from transition where reason = 'late result refused'"))
        .isNotEqualTo("0");
    assertThat(engine.one("select count(*) from transition where error ->> 'code' = 'node_lost'"))
        .isNotEqualTo("0");

    try (Connection connection = database.getConnection()) {
      assertThat(ModelReplay.violations(connection)).isEmpty();
    }
  }

  @Test
  void changeBehindTheEnginesBack_isNotExplained() throws Exception {
    UUID task = engine.store("a", "b<a");
    engine.commit(true, success(engine.claim(1).get(0)));
    engine.execute("update workflow_step set attempts = 2 where step_no = 0");

    try (Connection connection = database.getConnection()) {
      assertThat(ModelReplay.violations(connection))
          .singleElement()
          .asString()
          .contains(task.toString());
    }
  }

  private void act(int choice) {
    int node = anyOf(alive);
    UUID task = anyOf(tasks);
    int step = random.nextInt(4);
    if (choice < 30) {
      engine.actAs(node);
      attemptsOf(node).addAll(engine.claim(1 + random.nextInt(3)));
    } else if (choice < 78) {
      commit(anyOf(List.copyOf(held.keySet())));
    } else if (choice < 83) {
      giveBack(node);
    } else if (choice < 88) {
      declareDead(node);
    } else if (choice < 92) {
      operator.retry(task, random.nextBoolean() ? null : step);
    } else if (choice < 95) {
      operator.resolve(task, step);
    } else if (choice < 98) {
      operator.cancelStep(task, step);
    } else if (random.nextInt(4) == 0) {
      operator.cancel(task);
    }
  }

  /** Ends some of what a node runs, or believes to run. */
  private void commit(int node) {
    List<Attempt> running = attemptsOf(node);
    List<Outcome> outcomes = new ArrayList<>();
    while (!running.isEmpty() && random.nextInt(3) > 0) {
      outcomes.add(outcome(running.remove(random.nextInt(running.size()))));
    }
    if (!outcomes.isEmpty()) {
      engine.actAs(node);
      boolean startChildren = alive.contains(node) && random.nextBoolean();
      running.addAll(
          engine.started(engine.commit(startChildren, outcomes.toArray(Outcome[]::new))));
    }
  }

  private Outcome outcome(Attempt attempt) {
    int choice = random.nextInt(10);
    if (choice < 6) {
      return success(attempt);
    }
    return choice < 9 ? failure(attempt, Duration.ZERO) : permanent(attempt);
  }

  private void giveBack(int node) {
    List<Attempt> running = attemptsOf(node);
    if (!running.isEmpty()) {
      Attempt attempt = running.get(random.nextInt(running.size()));
      StepClaims.giveBack(engine.session(), node, List.of(attempt.claim()), "its node stopped");
    }
  }

  private void declareDead(int node) {
    engine.execute(
        "update engine_node set seen_at = now() - interval '1 min' where node_id = " + node);
    operator.recover(node, 3);
    alive.remove((Integer) node);
    join();
  }

  private void join() {
    int node = engine.join("node " + alive.size());
    alive.add(node);
    held.put(node, new ArrayList<>());
  }

  private List<Attempt> attemptsOf(int node) {
    return java.util.Objects.requireNonNull(held.get(node));
  }

  private <T> T anyOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
