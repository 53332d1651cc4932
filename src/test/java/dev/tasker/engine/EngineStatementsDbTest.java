package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class EngineStatementsDbTest {

  private final EngineFixture engine;

  EngineStatementsDbTest(DataSource database) {
    engine = new EngineFixture(database);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void diamond_runsParentsBeforeChildrenAndEndsComplete() {
    UUID task = engine.store("a", "b<a", "c<a", "d<b,c");
    Attempt a = engine.claim(10).get(0);
    assertThat(engine.steps(task)).isEqualTo("a:in_progress b:pending c:pending d:pending");
    assertThat(engine.status(task)).isEqualTo("in_progress");

    List<Attempt> middle = engine.started(engine.commit(true, success(a)));
    assertThat(middle)
        .extracting(attempt -> attempt.step().name())
        .containsExactlyInAnyOrder("b", "c");

    assertThat(engine.started(engine.commit(true, success(middle.get(0))))).isEmpty();
    Attempt d = engine.started(engine.commit(true, success(middle.get(1)))).get(0);
    List<Effect> last = engine.commit(true, success(d));

    assertThat(last).contains(new Effect.TaskChanged(task, "complete"));
    assertThat(engine.status(task)).isEqualTo("complete");
    assertThat(engine.trail(task, -1))
        .isEqualTo(">pending pending>in_progress in_progress>complete");
    assertThat(engine.trail(task, 3)).isEqualTo("pending>in_progress in_progress>complete");
    assertThat(engine.one("select results from workflow_step where name = 'd'")).contains("\"d\"");
    assertThat(engine.one("select count(*) from ready_step")).isEqualTo("0");
  }

  @Test
  void bothParentsInOneBatch_countTwice() {
    UUID task = engine.store("a", "b", "c<a,b");
    List<Attempt> roots = engine.claim(10);
    List<Effect> effects = engine.commit(true, success(roots.get(0)), success(roots.get(1)));
    assertThat(engine.started(effects)).hasSize(1);
    assertThat(engine.steps(task)).isEqualTo("a:complete b:complete c:in_progress");
  }

  @Test
  void childrenWithoutRoom_areQueuedForAnyNode() {
    UUID task = engine.store("a", "b<a", "c<a");
    List<Effect> effects = engine.commit(false, success(engine.claim(1).get(0)));
    assertThat(effects).filteredOn(effect -> effect instanceof Effect.Queued).hasSize(2);
    assertThat(engine.claim(10)).hasSize(2);
    assertThat(engine.steps(task)).isEqualTo("a:complete b:in_progress c:in_progress");
  }

  @Test
  void everyClaim_carriesTheLimitOfItsRow() {
    engine.store("a", "b<a");
    engine.execute("update workflow_step set retry_limit = 7 + step_no");
    Attempt a = engine.claim(1).get(0);
    assertThat(a.claim().retryLimit()).as("claimed from the queue").isEqualTo(7);
    Attempt b = engine.started(engine.commit(true, success(a))).get(0);
    assertThat(b.claim().retryLimit()).as("claimed by the commit").isEqualTo(8);
    assertThat(StepClaims.own(engine.session(), engine.node()))
        .as("asked for again")
        .extracting(own -> own.claim().retryLimit())
        .containsExactly(8);
  }

  @Test
  void claim_takesHigherPriorityFirst_andNoMoreThanAsked() {
    UUID low = engine.store(TaskRequest.named("test").priority(-1).build(), "a");
    UUID normal = engine.store("a");
    UUID high = engine.store(TaskRequest.named("test").priority(5).build(), "a");
    assertThat(engine.claim(2))
        .extracting(attempt -> attempt.claim().taskId())
        .containsExactlyInAnyOrder(high, normal);
    assertThat(engine.harvest(0).more()).isTrue();
    assertThat(engine.claim(2))
        .extracting(attempt -> attempt.claim().taskId())
        .containsExactly(low);
    assertThat(engine.harvest(1).more()).isFalse();
    assertThat(engine.harvest(1).nextDue()).as("nothing is due later").isEmpty();
  }

  @Test
  void failure_isRetriedWhenDue_untilTheLimit() {
    UUID task = engine.store("a", "b<a");
    for (int attempt = 1; attempt <= 2; attempt++) {
      List<Effect> effects =
          engine.commit(true, failure(engine.claim(1).get(0), Duration.ofHours(1)));
      assertThat(effects)
          .anyMatch(effect -> effect instanceof Effect.Accepted a && a.retryAfter().isPresent());
      assertThat(engine.claim(1)).as("not due yet").isEmpty();
      assertThat(engine.status(task)).isEqualTo("in_progress");
      engine.execute("update ready_step set due_at = now()");
    }
    List<Effect> last = engine.commit(true, failure(engine.claim(1).get(0), Duration.ofHours(1)));

    assertThat(last).contains(new Effect.TaskChanged(task, "error"));
    assertThat(engine.steps(task)).isEqualTo("a:error b:pending");
    assertThat(engine.trail(task, 0))
        .isEqualTo(
            "pending>in_progress in_progress>error error>pending pending>in_progress"
                + " in_progress>error error>pending pending>in_progress in_progress>error");
    assertThat(engine.one("select next_retry_at is null from workflow_step where step_no = 0"))
        .isEqualTo("t");
  }

  @Test
  void forgivenFailure_doesNotCountAgainstTheLimit() {
    engine.store("a");
    for (int attempt = 1; attempt <= 5; attempt++) {
      var held =
          new Outcome(engine.claim(1).get(0), Outcome.Kind.RETRYABLE, "{}", Duration.ZERO, true);
      engine.commit(true, held);
    }
    assertThat(engine.one("select attempts || ' ' || forgiven_attempts from workflow_step"))
        .isEqualTo("5 5");
    assertThat(engine.claim(1)).hasSize(1);
  }

  @Test
  void permanentFailure_letsOtherBranchesGoOn_thenEndsInError() {
    UUID task = engine.store("a", "b", "c<b", "d<a,c");
    List<Attempt> roots = engine.claim(10);
    engine.commit(true, permanent(roots.get(0)));
    assertThat(engine.status(task)).isEqualTo("in_progress");
    Attempt c = engine.started(engine.commit(true, success(roots.get(1)))).get(0);
    assertThat(engine.status(task)).isEqualTo("in_progress");
    assertThat(engine.commit(true, success(c))).contains(new Effect.TaskChanged(task, "error"));
    assertThat(engine.steps(task)).isEqualTo("a:error b:complete c:complete d:pending");
  }

  @Test
  void cancel_refusesTheLateResult_andNothingStarts() {
    UUID task = engine.store("a", "b<a");
    Attempt a = engine.claim(1).get(0);
    assertThat(cancel(task)).isEqualTo("in_progress");
    List<Effect> late = engine.commit(true, success(a));

    assertThat(late).singleElement().isInstanceOf(Effect.Refused.class);
    assertThat(engine.status(task)).isEqualTo("cancelled");
    assertThat(engine.steps(task)).isEqualTo("a:cancelled b:cancelled");
    assertThat(engine.one("select reason from transition order by transition_no desc limit 1"))
        .isEqualTo("late result refused");
    assertThat(cancel(task)).isEqualTo("cancelled");
  }

  private String cancel(UUID task) {
    return engine.one(
        "select was from cancel_task('%s', %d, 'tester', 'no longer wanted')"
            .formatted(task, engine.node()));
  }

  @Test
  void sameOutcomeTwice_isToldApartFromALateOne() {
    engine.store("a", "b<a");
    Attempt a = engine.claim(1).get(0);
    engine.commit(true, success(a));
    List<Effect> again = engine.commit(true, success(a));
    assertThat(again)
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Refused.class, refused -> assertThat(refused.committedBefore()).isTrue());
    assertThat(engine.one("select remaining_parents from workflow_step where name = 'b'"))
        .isEqualTo("0");
    assertThat(StepClaims.own(engine.session(), engine.node())).hasSize(1);
  }

  @Test
  void delayedTask_startsWhenItIsTime() {
    var later = TaskRequest.named("test").runAt(Instant.now().plusSeconds(3600)).build();
    UUID task = engine.store(later, "a");
    assertThat(engine.claim(1)).isEmpty();
    assertThat(engine.harvest(1).nextDue().orElseThrow())
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    engine.execute("update ready_step set due_at = now()");
    assertThat(engine.claim(1)).hasSize(1);
    assertThat(engine.trail(task, 0)).isEqualTo("pending>in_progress");
  }

  @Test
  void bypassedStep_isResolvedAndItsChildStarts() {
    var request = TaskRequest.named("test").bypassSteps(List.of("a")).build();
    UUID task = engine.store(request, "a", "b<a");
    assertThat(engine.steps(task)).isEqualTo("a:resolved_manually b:pending");
    Attempt b = engine.claim(1).get(0);
    engine.commit(true, success(b));
    assertThat(engine.status(task)).isEqualTo("complete");
  }

  @Test
  void bypassedLeaf_leavesTheEndToItsParents() {
    var request = TaskRequest.named("test").bypassSteps(List.of("b")).build();
    UUID task = engine.store(request, "a", "b<a");
    engine.commit(true, success(engine.claim(1).get(0)));
    assertThat(engine.status(task)).isEqualTo("complete");
  }

  @Test
  void everyStepBypassed_completesTheTask() {
    var request = TaskRequest.named("test").bypassSteps(List.of("a")).build();
    UUID task = engine.store(request, "a");
    assertThat(engine.status(task)).isEqualTo("complete");
    assertThat(engine.trail(task, -1))
        .isEqualTo(">pending pending>in_progress in_progress>complete");
  }
}
