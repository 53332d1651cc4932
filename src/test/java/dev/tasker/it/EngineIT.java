package dev.tasker.it;

import static dev.tasker.it.TaskerClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.tasker.it.TaskerClient.Answer;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs whole tasks on the WAR as shipped, with a user's jar of handlers and templates in it. */
@ExtendWith(ArquillianExtension.class)
class EngineIT {

  private static final int RANDOM_GRAPHS = 20;
  private static final long FIRST_SEED = 4711;

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker().addAsLibrary(ScenarioJar.build(FIRST_SEED, RANDOM_GRAPHS));
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
  }

  @Test
  void everyGraph_runsToItsEnd() {
    List<String> names = List.of("linear", "diamond", "tree", "merge", "branches", "wide");
    List<String> tasks = names.stream().map(name -> tasker.start(name, Map.of())).toList();
    for (String task : tasks) {
      tasker.await(task, "complete");
      assertThat(tasker.states(task).values()).containsOnly("complete");
    }
  }

  @Test
  void noStep_startsBeforeItsParentsEnd() {
    String task = tasker.start("diamond", Map.of("b", Map.of("hold_ms", 150)));
    tasker.await(task, "complete");
    List<String> story =
        tasker.transitions(task).stream()
            .filter(row -> row.get("step_name") != null)
            .map(row -> row.get("step_name") + ":" + row.get("to_state"))
            .toList();
    assertThat(story)
        .containsSubsequence("a:complete", "b:in_progress", "b:complete", "d:in_progress");
    assertThat(story)
        .containsSubsequence("a:complete", "c:complete", "d:in_progress", "d:complete");
    assertThat(story).hasSize(8);
  }

  @Test
  void independentSteps_runInParallel() {
    var hold = Map.of("hold_ms", 600);
    long before = System.nanoTime();
    String task = tasker.start("merge", Map.of("a", hold, "b", hold, "c", hold));
    tasker.await(task, "complete");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void failedStep_isRetriedAndSucceeds() {
    String task = tasker.start("linear", Map.of("c", Map.of("fail_times", 2)));
    tasker.await(task, "complete");
    assertThat(tasker.step(task, "c")).containsEntry("attempts", 3L).containsEntry("error", null);
    assertThat(tasker.transitions(task))
        .filteredOn(row -> "c".equals(row.get("step_name")) && "error".equals(row.get("to_state")))
        .hasSize(2)
        .allSatisfy(
            row -> assertThat(String.valueOf(row.get("error"))).contains("scripted to fail"));
  }

  @Test
  void exhaustedStep_putsTheTaskIntoError_andItsChildrenNeverStart() {
    String task = tasker.start("linear", Map.of("b", Map.of("fail_times", 9)));
    tasker.await(task, "error");
    assertThat(tasker.step(task, "b"))
        .containsEntry("attempts", 3L)
        .containsEntry("status", "error")
        .containsEntry("next_retry_at", null);
    assertThat(tasker.step(task, "c"))
        .containsEntry("status", "pending")
        .containsEntry("attempts", 0L);
  }

  @Test
  void permanentFailure_isNotRetried() {
    String task = tasker.start("linear", Map.of("a", Map.of("permanent", true)));
    tasker.await(task, "error");
    Map<String, Object> step = tasker.step(task, "a");
    assertThat(step).containsEntry("attempts", 1L);
    assertThat(step.get("error"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("code", "scripted")
        .containsEntry("message", "scripted to fail for good");
  }

  @Test
  void resultOverTheLimit_failsForGood_andNamesTheSetting() {
    String task = tasker.start("linear", Map.of("a", Map.of("result_characters", 1_048_576)));
    tasker.await(task, "error");
    Map<String, Object> step = tasker.step(task, "a");
    assertThat(step).containsEntry("attempts", 1L).containsEntry("results", null);
    assertThat(String.valueOf(step.get("error")))
        .contains("result_too_large", "1048576 that tasker.engine.max-result-size allows");
  }

  @Test
  void nonRetryableStep_isTriedOnce() {
    String task = tasker.start("special_once", Map.of("a", Map.of("fail_times", 1)));
    tasker.await(task, "error");
    assertThat(tasker.step(task, "a")).containsEntry("attempts", 1L);
  }

  @Test
  void otherBranch_goesOnAfterAFailure() {
    String task = tasker.start("branches", Map.of("a", Map.of("permanent", true)));
    tasker.await(task, "error");
    assertThat(tasker.states(task))
        .containsEntry("a", "error")
        .containsEntry("d", "complete")
        .containsEntry("e", "pending");
  }

  @Test
  void cancel_stopsTheRunningHandler_andRefusesItsResult() {
    String task = tasker.start("linear", Map.of("b", Map.of("hold_ms", 30_000)));
    tasker.awaitStep(task, "b", "in_progress");
    Answer answer = tasker.cancel(task);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("status", "cancelled");
    assertThat(tasker.cancel(task).status()).as("again").isEqualTo(200);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(tasker.transitions(task))
                    .anySatisfy(
                        row -> assertThat(row).containsEntry("reason", "late result refused")));
    assertThat(tasker.states(task)).containsEntry("a", "complete").containsEntry("b", "cancelled");
  }

  @Test
  void cancel_ofAFinishedTask_isRefused() {
    String task = tasker.start("linear", Map.of());
    tasker.await(task, "complete");
    assertThat(tasker.cancel(task).status()).isEqualTo(409);
  }

  @Test
  void bypassedStep_isResolvedAndNeverRuns() {
    String task = tasker.start("linear", Map.of(), Map.of("bypass_steps", List.of("b")));
    tasker.await(task, "complete");
    assertThat(tasker.step(task, "b"))
        .containsEntry("status", "resolved_manually")
        .containsEntry("attempts", 0L);
  }

  @Test
  void delayedTask_startsAtItsTime() {
    Instant at = Instant.now().plusMillis(1500);
    String task = tasker.start("linear", Map.of(), Map.of("run_at", at.toString()));
    assertThat(tasker.status(task)).isEqualTo("pending");
    Map<String, Object> ended = tasker.await(task, "complete");
    assertThat(Instant.parse((String) ended.get("started_at")))
        .isBetween(at.minusMillis(1), at.plusSeconds(2));
  }

  @Test
  void retryAfter_replacesTheBackOff() {
    String task = tasker.start("linear", Map.of("a", Map.of("fail_times", 1, "retry_after", 1)));
    tasker.await(task, "complete");
    List<Instant> begun =
        tasker.transitions(task).stream()
            .filter(row -> "a".equals(row.get("step_name")))
            .filter(row -> "in_progress".equals(row.get("to_state")))
            .map(row -> Instant.parse((String) row.get("occurred_at")))
            .toList();
    assertThat(Duration.between(begun.get(0), begun.get(1)))
        .isBetween(Duration.ofMillis(1000), Duration.ofMillis(2500));
  }

  @Test
  void slowAttempt_timesOutAndIsRetried() {
    String task = tasker.start("special_timeout", Map.of("a", Map.of("hold_ms", 30_000)));
    tasker.await(task, "error");
    assertThat(String.valueOf(tasker.step(task, "a").get("error"))).contains("timeout", "200 ms");
    assertThat(tasker.step(task, "a")).containsEntry("attempts", 3L);
  }

  @Test
  void openCircuit_waitsWithoutUsingUpTheBudget() {
    String task = tasker.start("special_guarded", Map.of());
    tasker.await(task, "complete");
    assertThat(tasker.step(task, "a").get("attempts"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LONG)
        .isGreaterThan(3L);
  }

  @Test
  void asynchronousHandler_runsBesideManyOthers() {
    long before = System.nanoTime();
    List<String> tasks =
        IntStream.range(0, 100).mapToObj(i -> tasker.start("special_later", Map.of())).toList();
    tasks.forEach(task -> tasker.await(task, "complete"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(45));
  }

  @Test
  void taskHandler_preparesAndIsHeardAtTheEnd() {
    String task = tasker.start("special_hooks", Map.of());
    tasker.await(task, "complete");
    assertThat(tasker.step(task, "a"))
        .containsEntry("retry_limit", 5L)
        .containsEntry("dependent_system", "ledger")
        .containsEntry("inputs", Map.of("prepared", true));
    assertThat(String.valueOf(tasker.step(task, "a").get("results")))
        .contains("prepared=true", "retry_limit=5");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(tasker.task(task))
                    .containsEntry("annotations", Map.of("steps", 2L, "status", "complete")));
  }

  @Test
  @SuppressWarnings("unchecked") // As the API says.
  void emptyPool_holdsNoStepUpThatNeedsNoConnection() {
    var hold = Map.of("hold_ms", 1_500);
    String task = tasker.start("hoard", Map.of("a", hold, "b", hold, "c", hold));
    // Requests need connections.
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> tasker.status(task).equals("complete"));
    Map<String, Object> hoard = tasker.step(task, "hoard");
    var results = (Map<String, Object>) hoard.get("results");
    assertThat((Long) results.get("connections")).isGreaterThan(20);
    assertThat(Instant.parse((String) tasker.step(task, "c").get("completed_at")))
        .as("end of the last step of the chain, while there was no connection")
        .isBetween(
            Instant.parse((String) results.get("empty_since")),
            Instant.parse((String) hoard.get("completed_at")));
    for (String step : List.of("hoard", "a", "b", "c")) {
      assertThat(tasker.step(task, step)).as(step).containsEntry("attempts", 1L);
    }
  }

  @Test
  void sameIdempotencyKey_startsOneTask() {
    var headers = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = tasker.post(request("linear", Map.of(), Map.of()), headers);
    Answer again = tasker.post(request("linear", Map.of(), Map.of()), headers);
    Answer other = tasker.post(request("diamond", Map.of(), Map.of()), headers);
    assertSoftly(
        softly -> {
          softly.assertThat(first.status()).isEqualTo(201);
          softly.assertThat(again.status()).isEqualTo(200);
          softly.assertThat(again.body()).containsEntry("task_id", first.body().get("task_id"));
          softly.assertThat(other.status()).isEqualTo(422);
        });
  }

  @Test
  void randomGraphsWithRandomFailures_endAsTheModelSays() {
    Map<RandomGraph, String> tasks = new LinkedHashMap<>();
    for (int i = 0; i < RANDOM_GRAPHS; i++) {
      RandomGraph graph = RandomGraph.of(FIRST_SEED + i);
      tasks.put(graph, tasker.start(graph.name(), graph.script()));
    }
    tasks.forEach(
        (graph, task) -> {
          tasker.await(task, graph.expectedStatus());
          assertThat(tasker.states(task)).as(graph.name()).isEqualTo(graph.expectedStates());
        });
  }
}
