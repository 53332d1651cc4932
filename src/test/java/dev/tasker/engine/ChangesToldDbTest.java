package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.StepEvent;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.delivery.ToldEvents;
import dev.tasker.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which event each kind of change is, as the engine's own statements write it. */
@ExtendWith(PostgresExtension.class)
class ChangesToldDbTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final EngineFixture engine;
  private final ToldEvents told;

  ChangesToldDbTest(DataSource database) {
    engine = new EngineFixture(database);
    told = new ToldEvents(database);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void taskThatCompletes_tellsItsLife() {
    engine.store("a", "b<a");
    Attempt a = engine.claim(1).get(0);
    Attempt b = engine.started(engine.commit(true, success(a))).get(0);
    engine.commit(true, success(b));

    assertThat(told.names())
        .containsExactly(
            "task.created",
            "task.started",
            "step.started",
            "step.completed",
            "step.started",
            "step.completed",
            "task.completed");
  }

  @Test
  void failureThatAnotherAttemptFollows_tellsWhenItIsDue_evenWhenThatHasBegun() {
    engine.store("a");
    Attempt first = engine.claim(1).get(0);
    told.names();
    Instant before =
        Instant.parse(
            engine.one(
                "select to_char(clock_timestamp() at time zone"
                    + " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
    engine.commit(true, failure(first, SOON));
    engine.execute("update ready_step set due_at = now()");
    assertThat(engine.claim(1)).hasSize(1);

    var events = told.events();
    assertThat(events).hasSize(2);
    var scheduled = (StepEvent.RetryScheduled) events.get(0);
    assertThat(scheduled.errorMessage()).isEqualTo("no");
    assertThat(scheduled.nextRetryAt())
        .isBetween(before.plus(SOON), before.plus(SOON).plusSeconds(30));
    assertThat(events.get(1))
        .as("that the time has come is no event")
        .isInstanceOf(StepEvent.Started.class);
  }

  @Test
  void failureForGood_isToldAsSuch_whateverItsKind() {
    engine.store("a", "b");
    var both = engine.claim(2);
    engine.execute("update workflow_step set attempts = retry_limit where name = 'b'");
    told.names();
    engine.commit(true, permanent(both.get(0)), failure(both.get(1), SOON));

    assertThat(told.names()).containsExactly("step.failed", "step.failed", "task.failed");
  }

  @Test
  void lateResult_isToldNobody() {
    UUID task = engine.store("a");
    Attempt late = engine.claim(1).get(0);
    engine.execute("select cancel_task('%s', 1, 'alice', 'no')".formatted(task));
    told.names();
    engine.commit(true, success(late));

    assertThat(engine.trail(task, 0)).endsWith("cancelled>cancelled");
    assertThat(told.names()).isEmpty();
  }

  @Test
  void retryByAnOperator_isToldAsHis_evenIfHeIsCalledEngine() {
    UUID task = engine.store("a");
    engine.commit(true, permanent(engine.claim(1).get(0)));
    told.names();
    engine.execute("select retry_steps('%s', null, 1, 'engine', 'again')".formatted(task));
    assertThat(told.names()).containsExactly("step.retry_requested", "task.retry_requested");

    engine.commit(true, failure(engine.claim(1).get(0), SOON));
    told.names();
    engine.execute("select retry_steps('%s', 0, 1, 'engine', 'now')".formatted(task));
    assertThat(told.names()).as("of a step that waited").containsExactly("step.retry_requested");
  }

  @Test
  void operatorsOtherActs_areTold() {
    UUID resolved = engine.store("a");
    engine.execute("select resolve_step('%s', 0, null, 1, 'alice', 'done')".formatted(resolved));
    assertThat(told.names())
        .containsExactly(
            "task.created", "step.resolved_manually", "task.started", "task.completed");

    UUID cancelled = engine.store("a", "b");
    told.names();
    engine.execute("select cancel_step('%s', 0, 1, 'alice', 'no')".formatted(cancelled));
    engine.execute(
        "select change_task('%s', null, null, 3::smallint, 1, 'alice')".formatted(cancelled));
    engine.execute("select cancel_task('%s', 1, 'alice', 'no')".formatted(cancelled));
    assertThat(told.names())
        .as("a new priority is no event")
        .containsExactly("step.cancelled", "step.cancelled", "task.cancelled");
  }

  @Test
  void bypassedStep_isToldAsResolved() {
    engine.store(TaskRequest.named("test").bypassSteps(List.of("a")).build(), "a", "b<a");
    assertThat(told.names()).containsExactly("task.created", "step.resolved_manually");
  }

  @Test
  void stepOfADeadNode_isToldAsRecovered_andTheThirdTimeAsFailed() {
    engine.store("a");
    for (int death = 1; death <= 3; death++) {
      int dead = engine.node();
      assertThat(engine.claim(1)).hasSize(1);
      int next = engine.join("node");
      engine.execute(
          "update engine_node set seen_at = now() - interval '11 s' where node_id = " + dead);
      told.names();
      engine.execute("select recover_node(%d, %d, '10 s', 3)".formatted(dead, next));
      if (death < 3) {
        assertThat(told.names()).containsExactly("workflow.work_recovered");
      }
    }
    assertThat(told.names()).containsExactly("step.failed", "task.failed");
  }
}
