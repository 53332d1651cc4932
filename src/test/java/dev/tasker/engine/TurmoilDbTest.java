package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.chaos.ModelReplay;
import dev.tasker.database.DatabaseException;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes and two operators who do anything to the same few tasks. */
@ExtendWith(PostgresExtension.class)
class TurmoilDbTest {

  private static final int ACTS = 1_500;
  private static final long SEED = 20_261_124;

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicBoolean over = new AtomicBoolean();
  private final DataSource database;
  private final EngineFixture one;
  private final EngineFixture two;
  private final List<UUID> tasks = new ArrayList<>();

  TurmoilDbTest(DataSource database) {
    this.database = database;
    one = new EngineFixture(database);
    two = one.another("two");
  }

  @AfterEach
  void close() {
    over.set(true);
    threads.shutdownNow();
    two.close();
    one.close();
  }

  @Test
  void nodesAndOperators_leaveEveryTaskSound() throws Exception {
    for (int i = 0; i < 40; i++) {
      tasks.add(one.store("a", "b<a", "c<a", "d<b,c", "e", "f<d,e"));
      tasks.add(one.store("a", "b", "c<a,b", "d<c"));
    }
    List<Future<?>> nodes =
        List.of(
            threads.submit(() -> work(one, new Random(SEED))),
            threads.submit(() -> work(two, new Random(SEED + 1))));
    List<Future<?>> operators =
        List.of(
            threads.submit(() -> meddle(new Random(SEED + 2))),
            threads.submit(() -> meddle(new Random(SEED + 3))));
    operators.forEach(TurmoilDbTest::await);
    over.set(true);
    nodes.forEach(TurmoilDbTest::await);

    Soundness.check(one);
    assertThat(one.one("select count(distinct to_state) from transition"))
        .as("everything has happened")
        .isEqualTo("6");
    try (Connection connection = database.getConnection()) {
      assertThat(ModelReplay.violations(connection)).isEmpty();
    }
  }

  private void work(EngineFixture node, Random random) {
    List<Attempt> held = new ArrayList<>();
    while (!over.get()) {
      held.addAll(stubbornly(() -> node.claim(1 + random.nextInt(3))));
      List<Outcome> outcomes = new ArrayList<>();
      while (!held.isEmpty() && random.nextInt(4) > 0) {
        outcomes.add(outcome(held.remove(random.nextInt(held.size())), random));
      }
      if (!outcomes.isEmpty()) {
        boolean startsChildren = random.nextBoolean();
        held.addAll(
            node.started(
                stubbornly(() -> node.commit(startsChildren, outcomes.toArray(Outcome[]::new)))));
      }
    }
  }

  private void meddle(Random random) {
    try (var operator = new Operator(database, one.node())) {
      for (int act = 0; act < ACTS; act++) {
        UUID task = tasks.get(random.nextInt(tasks.size()));
        int step = random.nextInt(4);
        int choice = random.nextInt(100);
        if (choice < 30) {
          operator.retry(task, step);
        } else if (choice < 50) {
          operator.retry(task, null);
        } else if (choice < 70) {
          operator.resolve(task, step);
        } else if (choice < 80) {
          operator.cancelStep(task, step);
        } else if (choice < 98) {
          operator.prioritize(task, random.nextInt(5));
        } else {
          operator.cancel(task);
        }
      }
    }
  }

  private static Outcome outcome(Attempt attempt, Random random) {
    int choice = random.nextInt(10);
    if (choice < 4) {
      return success(attempt);
    }
    return choice < 8 ? failure(attempt, Duration.ZERO) : permanent(attempt);
  }

  /** Does it again when it was in another's way, as the engine's loop would. */
  private static <T> T stubbornly(Supplier<T> act) {
    while (true) {
      try {
        return act.get();
      } catch (DatabaseException e) {
        if (!e.isConflict()) {
          throw e;
        }
      }
    }
  }

  private static void await(Future<?> side) {
    try {
      side.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
