package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.testing.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
class OperatorStatementsDbTest {

  private final EngineFixture engine;

  OperatorStatementsDbTest(DataSource database) {
    engine = new EngineFixture(database);
  }

  @AfterEach
  void close() {
    Soundness.check(engine);
    engine.close();
  }

  @Test
  void retriedStep_hasAFreshBudget_andTheTaskGoesOn() {
    UUID task = engine.store("a", "b<a");
    engine.commit(true, permanent(engine.claim(1).get(0)));
    assertThat(engine.status(task)).isEqualTo("error");

    assertThat(retry(task, 0)).isEqualTo("(error,error,1)");
    Soundness.check(engine);
    assertThat(engine.status(task)).isEqualTo("in_progress");
    for (int attempt = 2; attempt <= 3; attempt++) {
      engine.commit(true, failure(engine.claim(1).get(0), Duration.ofHours(1)));
      assertThat(engine.status(task)).as("two more are left").isEqualTo("in_progress");
      engine.execute("update ready_step set due_at = now()");
    }
    Attempt b = engine.started(engine.commit(true, success(engine.claim(1).get(0)))).get(0);
    engine.commit(true, success(b));

    assertThat(engine.status(task)).isEqualTo("complete");
    assertThat(engine.trail(task, -1))
        .isEqualTo(
            ">pending pending>in_progress in_progress>error error>in_progress in_progress>complete");
    assertThat(
            engine.one(
                "select actor || ':' || reason from transition where from_state = 'error' and step_no = 0 order by 1 desc"))
        .isEqualTo("tester:try again");
  }

  @Test
  void retryOfAStepThatWaits_runsItAtOnce() {
    UUID task = engine.store("a");
    engine.commit(true, failure(engine.claim(1).get(0), Duration.ofHours(1)));
    assertThat(engine.claim(1)).isEmpty();
    assertThat(retry(task, 0)).isEqualTo("(in_progress,error,1)");
    assertThat(engine.claim(1)).hasSize(1);
    assertThat(retry(task, 0)).as("it runs").isEqualTo("(in_progress,in_progress,0)");
  }

  @Test
  void retriedTask_runsAllThatFailedForGood_andNothingElse() {
    UUID task = engine.store("a", "b", "c", "d<a,b,c");
    List<Attempt> roots = engine.claim(10);
    engine.commit(true, permanent(roots.get(0)), success(roots.get(1)), permanent(roots.get(2)));
    assertThat(retry(task, null)).isEqualTo("(error,,2)");
    assertThat(retry(task, null)).as("again").isEqualTo("(in_progress,,0)");
    assertThat(engine.steps(task)).isEqualTo("a:pending b:complete c:pending d:pending");
    assertThat(engine.claim(10)).hasSize(2);
  }

  @Test
  void cancelledStep_keepsItsChildrenFromRunning_andTheTaskEndsInError() {
    UUID task = engine.store("a", "b<a", "c<b");
    Attempt a = engine.claim(1).get(0);
    assertThat(cancel(task, 1)).isEqualTo("(in_progress,pending,f)");
    Soundness.check(engine);
    assertThat(engine.commit(true, success(a))).contains(new Effect.TaskChanged(task, "error"));
    assertThat(engine.steps(task)).isEqualTo("a:complete b:cancelled c:pending");
    Soundness.check(engine);

    assertThat(cancel(task, 1)).as("again").isEqualTo("(error,cancelled,f)");
    assertThat(resolve(task, 2)).isEqualTo("(error,pending,0,t)");
    assertThat(engine.status(task)).isEqualTo("resolved_manually");
    assertThat(retry(task, null)).isEqualTo("(resolved_manually,,0)");
  }

  @Test
  void cancelledRunningStep_losesItsClaim() {
    UUID task = engine.store("a", "b");
    List<Attempt> both = engine.claim(2);
    assertThat(cancel(task, 0)).isEqualTo("(in_progress,in_progress,f)");
    assertThat(engine.commit(true, success(both.get(0))))
        .singleElement()
        .isInstanceOf(Effect.Refused.class);
    assertThat(engine.commit(true, success(both.get(1))))
        .contains(new Effect.TaskChanged(task, "resolved_manually"));
    assertThat(engine.trail(task, -1)).endsWith("in_progress>error error>resolved_manually");
  }

  @Test
  void everyStepCancelled_cancelsTheTask() {
    UUID task = engine.store("a", "b<a");
    assertThat(cancel(task, 0)).isEqualTo("(pending,pending,f)");
    assertThat(engine.status(task)).isEqualTo("error");
    assertThat(cancel(task, 1)).isEqualTo("(error,pending,t)");
    assertThat(engine.status(task)).isEqualTo("cancelled");
    assertThat(cancel(task, 1)).isEqualTo("(cancelled,cancelled,f)");
  }

  @Test
  void failedStepThatIsCancelled_isCountedOnce() {
    UUID task = engine.store("a", "b<a", "c");
    engine.commit(true, permanent(engine.claim(1).get(0)));
    assertThat(cancel(task, 0)).isEqualTo("(in_progress,error,f)");
    assertThat(engine.one("select unfinished_leaves || ' ' || failed_steps from task"))
        .isEqualTo("2 1");
  }

  @ParameterizedTest(name = "{0} committed together")
  @ValueSource(ints = {1, 2})
  void leafThatIsResolvedFirst_leavesTheEndToTheOtherSteps(int together) {
    List<UUID> tasks = engine.store(together, "a", "b<a", "c<b");
    tasks.forEach(task -> assertThat(resolve(task, 2)).isEqualTo("(pending,pending,0,f)"));
    List<Attempt> attempts = engine.claim(together);
    assertThat(attempts).hasSize(together);
    attempts = engine.started(engine.commit(true, successes(attempts)));
    assertThat(tasks).extracting(engine::status).containsOnly("in_progress");
    Soundness.check(engine);

    assertThat(engine.commit(true, successes(attempts)))
        .filteredOn(Effect.TaskChanged.class::isInstance)
        .hasSize(together);
    assertThat(tasks).extracting(engine::status).containsOnly("complete");
    assertThat(
            engine.one(
                "select string_agg(distinct reason, ';') from transition"
                    + " where step_no is null and to_state = 'complete'"))
        .isEqualTo("every step is complete or resolved");
  }

  @Test
  void resolvedStep_letsItsChildrenGoOnWithItsResults() {
    UUID task = engine.store("a", "b", "c<a,b");
    List<Attempt> roots = engine.claim(2);
    engine.commit(true, permanent(roots.get(0)), success(roots.get(1)));
    assertThat(resolve(task, 0)).isEqualTo("(error,error,1,f)");
    Soundness.check(engine);
    assertThat(engine.one("select results from workflow_step where name = 'a'"))
        .isEqualTo("{\"by\": \"hand\"}");
    engine.commit(true, success(engine.claim(1).get(0)));
    assertThat(engine.status(task)).isEqualTo("complete");
    assertThat(resolve(task, 0)).isEqualTo("(complete,resolved_manually,0,f)");
  }

  @Test
  void resolvedLastStep_completesABlockedTask() {
    UUID task = engine.store("a");
    engine.commit(true, permanent(engine.claim(1).get(0)));
    assertThat(resolve(task, 0)).isEqualTo("(error,error,0,t)");
    assertThat(engine.status(task)).isEqualTo("complete");
    assertThat(engine.trail(task, -1)).endsWith("error>in_progress in_progress>complete");
  }

  @Test
  void stepResolvedBeforeItsParents_neverRuns() {
    UUID task = engine.store("a", "b<a", "c<b");
    assertThat(resolve(task, 1)).isEqualTo("(pending,pending,1,f)");
    Soundness.check(engine);
    List<Attempt> ready = engine.claim(10);
    assertThat(ready)
        .extracting(attempt -> attempt.step().name())
        .containsExactlyInAnyOrder("a", "c");
    assertThat(resolve(task, 0)).as("it runs").isEqualTo("(in_progress,in_progress,0,f)");
    assertThat(engine.started(engine.commit(true, success(ready.get(0)), success(ready.get(1)))))
        .isEmpty();
    assertThat(engine.status(task)).isEqualTo("complete");
  }

  @Test
  void priority_reachesWhatWaitsInTheQueue() {
    UUID late = engine.store("a", "b<a");
    UUID early = engine.store(TaskRequest.named("test").priority(3).build(), "a", "b<a");
    assertThat(
            engine.one(
                "select change_task('%s', null, '{x}', 5::smallint, %d, 'tester')"
                    .formatted(late, engine.node())))
        .isEqualTo("pending");
    assertThat(engine.claim(1))
        .extracting(attempt -> attempt.claim().taskId())
        .containsExactly(late);
    assertThat(
            engine.one(
                "select priority || ' ' || tags::text || ' ' || reason from task where task_id = '%s'"
                    .formatted(late)))
        .isEqualTo("5 {x} started by the application");
    assertThat(
            engine.one(
                "select reason from transition where task_id = '%s' and from_state = to_state"
                    .formatted(late)))
        .isEqualTo("changed: priority from 0 to 5, tags");
    assertThat(engine.status(early)).isEqualTo("pending");
  }

  @Test
  void raisedLimit_countsFromTheNextFailureOn() {
    UUID task = engine.store("a");
    engine.commit(true, permanent(engine.claim(1).get(0)));
    assertThat(changeStep(task, "9", "'{\"x\": 1}'")).isEqualTo("(error,error)");
    assertThat(engine.claim(1)).as("it does not run by itself").isEmpty();
    assertThat(retry(task, 0)).isEqualTo("(error,error,1)");
    Attempt again = engine.claim(1).get(0);
    assertThat(again.claim().inputs()).contains("{\"x\": 1}");
    engine.commit(true, success(again));
    assertThat(changeStep(task, "1", "null")).isEqualTo("(complete,complete)");
    assertThat(engine.one("select retry_limit from workflow_step")).isEqualTo("9");
  }

  private String retry(UUID task, Integer step) {
    return engine.one(
        "select r from retry_steps('%s', %s, %d, 'tester', 'try again') r"
            .formatted(task, step, engine.node()));
  }

  private static Outcome[] successes(List<Attempt> attempts) {
    return attempts.stream().map(EngineFixture::success).toArray(Outcome[]::new);
  }

  private String cancel(UUID task, int step) {
    return engine.one(
        "select r from cancel_step('%s', %d, %d, 'tester', 'not wanted') r"
            .formatted(task, step, engine.node()));
  }

  private String resolve(UUID task, int step) {
    return engine.one(
        "select r from resolve_step('%s', %d, '{\"by\":\"hand\"}', %d, 'tester', 'done') r"
            .formatted(task, step, engine.node()));
  }

  private String changeStep(UUID task, String limit, String inputs) {
    return engine.one(
        "select r from change_step('%s', 0, %s, %s, %d, 'tester') r"
            .formatted(task, limit, inputs, engine.node()));
  }
}
