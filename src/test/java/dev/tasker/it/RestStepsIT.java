package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator can do about single steps over REST. */
@ExtendWith(ArquillianExtension.class)
class RestStepsIT {

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));
  private RestCalls rest = new RestCalls(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker().addAsLibrary(ScenarioJar.build(1, 0));
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
    rest = new RestCalls(URI.create(server.toString()));
  }

  @Test
  void retriedStep_runsAgainWithAFreshBudget_andTheTaskCompletes() {
    String task = tasker.start("linear", Map.of("b", Map.of("fail_times", 4)));
    tasker.await(task, "error");
    String step = path(task, "b");
    rest.send("POST", step + "/retry", Map.of("reason", "the other side is back")).expect(200);
    tasker.await(task, "complete");

    assertThat(tasker.step(task, "b")).containsEntry("attempts", 5L).containsEntry("error", null);
    assertThat(tasker.transitions(task))
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsEntry("step_name", "b")
                    .containsEntry("from_state", "error")
                    .containsEntry("to_state", "pending")
                    .containsEntry("actor", "api")
                    .containsEntry("reason", "the other side is back"));
    assertThat(rest.send("POST", step + "/retry", Optional.empty()).expect(409).text("detail"))
        .contains("complete", "only a step in error");
  }

  @Test
  void resolvedStep_letsItsChildrenGoOn() {
    String task = tasker.start("linear", Map.of("b", Map.of("permanent", true)));
    tasker.await(task, "error");
    var resolution =
        Map.<String, Object>of("results", Map.of("charge", 7), "reason", "charged by telephone");
    assertThat(rest.send("POST", path(task, "b") + "/resolve", resolution).expect(200).body())
        .containsEntry("status", "resolved_manually")
        .containsEntry("results", Map.of("charge", 7L));
    tasker.await(task, "complete");

    assertThat(tasker.states(task)).containsEntry("c", "complete").containsEntry("e", "complete");
    rest.send("POST", path(task, "b") + "/resolve", resolution).expect(409);
    rest.send("POST", path(task, "c") + "/resolve", resolution).expect(409);
  }

  @Test
  void resolutionThatIsWrong_isRefused() {
    String task = tasker.start("linear", Map.of("b", Map.of("hold_ms", 30_000)));
    tasker.awaitStep(task, "b", "in_progress");
    String step = path(task, "b") + "/resolve";
    assertThat(rest.send("POST", step, Map.of()).expect(409).text("detail"))
        .contains("in_progress");
    assertThat(
            rest.send("POST", path(task, "c") + "/resolve", Map.of("results", 7, "raison", "x"))
                .expect(422)
                .faults())
        .containsExactlyInAnyOrder("results", "raison");
    rest.send("POST", step, Optional.of("results"), "Content-Type", "application/json").expect(400);
    rest.send("POST", step, Optional.of("results"), "Content-Type", "text/plain").expect(415);
    rest.get(step).expect(405);
    tasker.cancel(task);
  }

  @Test
  void cancelledStep_stopsItsHandler_andWhatNeedsItCanBeResolved() {
    String task = tasker.start("linear", Map.of("b", Map.of("hold_ms", 60_000)));
    tasker.awaitStep(task, "b", "in_progress");
    assertThat(rest.delete(path(task, "b") + "?reason=wrong%20card").expect(200).body())
        .containsEntry("status", "cancelled");
    rest.delete(path(task, "b")).expect(200);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(tasker.transitions(task))
                    .anySatisfy(row -> assertThat(row).containsEntry("reason", "wrong card"))
                    .anySatisfy(
                        row -> assertThat(row).containsEntry("reason", "late result refused")));
    assertThat(tasker.status(task)).isEqualTo("error");
    rest.delete(path(task, "a")).expect(409);
    rest.send("POST", path(task, "b") + "/retry", Optional.empty()).expect(409);

    rest.send("POST", path(task, "c") + "/resolve", Map.of("reason", "not needed")).expect(200);
    tasker.await(task, "resolved_manually");
    assertThat(tasker.states(task))
        .containsEntry("c", "resolved_manually")
        .containsEntry("d", "complete");
    rest.delete("/tasks/" + task).expect(409);
  }

  @Test
  void changedStep_takesItsNewInputsAndLimitAlong() {
    String task = tasker.start("linear", Map.of("b", Map.of("permanent", true)));
    tasker.await(task, "error");
    String failed = path(task, "b");
    assertThat(
            rest.send("PATCH", failed, Map.of("retry_limit", 7, "inputs", Map.of("card", "new")))
                .expect(200)
                .body())
        .containsEntry("retry_limit", 7L)
        .containsEntry("inputs", Map.of("card", "new"))
        .containsEntry("status", "error");
    String waiting = path(task, "c");
    rest.send("PUT", waiting, Map.of("inputs", Map.of("x", List.of(1)))).expect(200);
    rest.send("POST", failed + "/resolve", Map.of()).expect(200);
    tasker.await(task, "complete");

    assertThat(String.valueOf(tasker.step(task, "c").get("results"))).contains("inputs={x=[1]}");
    assertThat(rest.send("PATCH", waiting, Map.of("retry_limit", 2)).expect(409).text("detail"))
        .contains("complete");
  }

  @Test
  void changeOfAStepThatIsWrong_isRefused() {
    String task = tasker.start("linear", Map.of("b", Map.of("permanent", true)));
    tasker.await(task, "error");
    String step = path(task, "b");
    assertThat(rest.send("PATCH", step, Map.of("retry_limit", 0)).expect(422).faults())
        .containsExactly("retry_limit");
    assertThat(
            rest.send("PUT", step, Map.of("retry_limit", "3", "inputs", List.of(), "state", "x"))
                .expect(422)
                .faults())
        .containsExactlyInAnyOrder("retry_limit", "inputs", "state");
    rest.send("PATCH", step, Optional.of("7"), "Content-Type", "application/json").expect(400);
    rest.send("PATCH", step, Optional.of("{}"), "Content-Type", "text/plain").expect(415);
    rest.send("POST", step, Map.of()).expect(405);
    rest.get(step, "Accept", "text/csv").expect(406);
  }

  @Test
  void stepOfAnotherTask_isNotFound() {
    String task = tasker.start("linear", Map.of());
    String other = tasker.start("linear", Map.of());
    String step = path(task, "a").replace(task, other);
    rest.get(step).expect(404);
    rest.delete(step).expect(404);
    rest.send("PATCH", step, Map.of()).expect(404);
    rest.send("POST", step + "/retry", Optional.empty()).expect(404);
    rest.send("POST", step + "/resolve", Map.of()).expect(404);
    rest.delete("/tasks/" + task + "/workflow_steps/first").expect(404);
  }

  @Test
  void correlationId_isStored_returned_andPartOfProblems() {
    String id = "order:" + UUID.randomUUID();
    var started =
        rest.send(
                "POST",
                "/tasks",
                TaskerClient.request("linear", Map.of(), Map.of()),
                "X-Correlation-ID",
                id)
            .expect(201);
    assertThat(started.header("X-Correlation-ID")).contains(id);
    assertThat(started.text("correlation_id")).isEqualTo(id);
    var problem = rest.get("/tasks/none", "X-Correlation-ID", id).expect(404);
    assertThat(problem.text("correlation_id")).isEqualTo(id);
    assertThat(rest.get("/tasks").header("X-Correlation-ID")).isPresent();
  }

  private String path(String task, String step) {
    return "/tasks/" + task + "/workflow_steps/" + tasker.step(task, step).get("step_id");
  }
}
