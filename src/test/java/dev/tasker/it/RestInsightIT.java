package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.it.PlainClient.Reply;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator can see over REST, on the WAR as shipped. */
@ExtendWith(ArquillianExtension.class)
class RestInsightIT {

  private static final String NESTED =
      """
      name: shop/nested.order
      namespace_name: insight
      version: %s
      step_templates:
        - {name: first, handler_class: scripted, timeout: 90s, handler_config: {key: "${HOME:none}"}}
        - {name: second/part, handler_class: scripted, depends_on_step: first}
      """;

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));
  private PlainClient client = new PlainClient(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker()
        .addAsLibrary(ScenarioJar.build(0, 0))
        .addAsResource(new StringAsset(NESTED.formatted("1.0.0")), "tasker/tasks/n1.yaml")
        .addAsResource(new StringAsset(NESTED.formatted("1.10.0")), "tasker/tasks/n2.yaml");
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
    client = new PlainClient(URI.create(server.toString()));
  }

  @Test
  void explain_ofARunningTask_tellsWhatRunsAndWhatWaits() {
    String task = tasker.start("linear", Map.of("b", Map.of("hold_ms", 60_000)));
    tasker.awaitStep(task, "b", "in_progress");
    Reply reply = client.get("/tasker/tasks/" + task + "/explain");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).containsEntry("task_id", task).containsEntry("status", "in_progress");
    assertThat(reply.json().get("summary"))
        .isEqualTo("1 of 5 steps are done. 1 is running, 3 wait for other steps.");
    assertThat(reply.list("steps"))
        .extracting(step -> step.get("name") + " " + step.get("reason"))
        .containsExactly(
            "b running", "c waiting_for_steps", "d waiting_for_steps", "e waiting_for_steps");
    assertThat(reply.list("steps").get(0).keySet())
        .containsExactly("step_id", "name", "status", "reason", "explanation", "details");
    assertThat(reply.list("steps").get(1).get("details"))
        .isEqualTo(Map.of("waiting_for", List.of("b")));
    tasker.cancel(task);
    Reply cancelled = client.get("/tasker/tasks/" + task + "/explain");
    assertThat(cancelled.list("steps")).isEmpty();
    assertThat(cancelled.json())
        .containsEntry("summary", "The task was cancelled with 1 of 5 steps done.");
  }

  @Test
  void explain_tellsOfRetriesAndFailuresAndDelays() {
    String retried =
        tasker.start("linear", Map.of("a", Map.of("fail_times", 1, "retry_after", 900)));
    tasker.awaitStep(retried, "a", "error");
    assertThat(reasons(retried)).startsWith("a retry_due_at", "b waiting_for_steps");
    tasker.cancel(retried);

    String failed = tasker.start("linear", Map.of("a", Map.of("permanent", true)));
    tasker.await(failed, "error");
    assertThat(reasons(failed)).startsWith("a failed_permanently", "b blocked_by_failed_step");
    assertThat(
            String.valueOf(
                client.get("/tasker/tasks/" + failed + "/explain").json().get("summary")))
        .contains("Somebody must act on \"a\".");

    var later = Map.<String, Object>of("run_at", Instant.now().plusSeconds(3600).toString());
    String delayed = tasker.start("linear", Map.of(), later);
    assertThat(reasons(delayed)).startsWith("a task_delayed_until", "b waiting_for_steps");
    tasker.cancel(delayed);
  }

  @Test
  void explain_ofAFullNode_saysAtCapacity() {
    var script = new java.util.HashMap<String, Object>();
    for (int i = 0; i < 60; i++) {
      script.put("w" + i, Map.of("hold_ms", 60_000));
    }
    String task = tasker.start("wide", script);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(reasons(task)).anyMatch(line -> line.endsWith(" at_capacity")));
    assertThat(reasons(task)).filteredOn(line -> line.endsWith(" running")).hasSizeBetween(1, 32);
    tasker.cancel(task);
  }

  private List<String> reasons(String task) {
    return client.get("/tasker/tasks/" + task + "/explain").list("steps").stream()
        .map(step -> step.get("name") + " " + step.get("reason"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/explain, 404",
    "/explain?what=1, 400",
    "/diagram, 404",
    "/diagram?format=png, 400",
    "?include=dependencies, 404",
    "?include=all, 400"
  })
  void unknownTaskOrParameter_isRefused(String call, int status) {
    assertThat(client.get("/tasker/tasks/" + UUID.randomUUID() + call).status()).isEqualTo(status);
  }

  @Test
  void dependencies_areShownWhenAskedFor() {
    String task = tasker.start("diamond", Map.of());
    Reply reply = client.get("/tasker/tasks/" + task + "?include=dependencies");
    assertThat(reply.json().get("dependencies"))
        .isEqualTo(
            Map.of(
                "levels", List.of(List.of("a"), List.of("b", "c"), List.of("d")),
                "critical_path", List.of("a", "b", "d"),
                "roots", List.of("a"),
                "leaves", List.of("d")));
    assertThat(client.get("/tasker/tasks/" + task).json()).doesNotContainKey("dependencies");
  }

  @Test
  void handlers_areListedByNamespaceAndName() {
    assertThat(client.get("/tasker/handlers").list("namespaces"))
        .contains(Map.of("namespace", "insight", "handler_count", 1L, "version_count", 2L));
    Reply namespace = client.get("/tasker/handlers/insight");
    assertThat(namespace.json()).containsEntry("namespace", "insight");
    assertThat(namespace.list("handlers").get(0))
        .containsEntry("name", "shop/nested.order")
        .containsEntry("latest_version", "1.10.0")
        .containsEntry("versions", List.of("1.10.0", "1.0.0"));
    assertThat(client.get("/tasker/handlers/insigth").status()).isEqualTo(404);
    assertThat(client.get("/tasker/handlers/insigth").text())
        .contains("did you mean \\\"insight\\\"?");
  }

  @Test
  void handler_isShownWithItsGraph_thoughItsNameHoldsASlash() {
    Reply reply = client.get("/tasker/handlers/insight/shop/nested.order?version=1.0.0");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json())
        .containsEntry("full_name", "insight.shop/nested.order@1.0.0")
        .containsEntry("latest_version", "1.10.0");
    assertThat(reply.list("step_templates").get(0))
        .containsEntry("timeout", "PT1M30S")
        .containsEntry("handler_config", Map.of("key", "${HOME:none}"));
    String second = "second/part";
    assertThat(reply.object("dependency_graph"))
        .containsEntry("nodes", List.of("first", second))
        .containsEntry("edges", List.of(Map.of("from", "first", "to", second)))
        .containsEntry("levels", List.of(List.of("first"), List.of(second)))
        .containsEntry("execution_order", List.of("first", second));
    assertThat(client.get("/tasker/handlers/insight/shop/nested.order").json())
        .containsEntry("version", "1.10.0");
    assertThat(client.get("/tasker/handlers/insight/shop/nested.order?version=2.0.0").status())
        .isEqualTo(404);
    assertThat(client.get("/tasker/handlers/insight/shop").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', text/plain, flowchart LR",
    "'', image/svg+xml, image/svg+xml, <svg ",
    "'', 'text/html,application/xhtml+xml,*/*;q=0.8', text/html, <!doctype html>",
    "'', application/json, application/json, '{\"task_id\":'",
    "?format=mermaid, application/json, text/plain, flowchart LR",
    "?format=svg, application/json, image/svg+xml, <svg ",
    "?format=html, '', text/html, <!doctype html>",
    "?format=json, text/html, application/json, '{\"task_id\":'"
  })
  void diagram_comesInTheFormThatIsAskedFor(
      String query, String accept, String mediaType, String begin) {
    var more = Map.<String, Object>of("namespace", "insight");
    String task =
        tasker.start("shop/nested.order", Map.of("first", Map.of("permanent", true)), more);
    tasker.await(task, "error");
    Map<String, String> headers = accept.isEmpty() ? Map.of() : Map.of("Accept", accept);
    Reply reply = client.get("/tasker/tasks/" + task + "/diagram" + query, headers);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.mediaType()).startsWith(mediaType);
    assertThat(reply.text()).startsWith(begin).contains("first", "error", "pending");
  }

  @Test
  void diagram_thatNobodyCanDraw_isNotAcceptable() {
    String task = tasker.start("linear", Map.of());
    Reply reply =
        client.get("/tasker/tasks/" + task + "/diagram", Map.of("Accept", "application/pdf"));
    assertThat(reply.status()).isEqualTo(406);
    assertThat(reply.mediaType()).startsWith("application/problem+json");
    assertThat(reply.text()).contains("image/svg+xml", "?format=");
  }

  @Test
  void performance_tellsOfTheTasksThatEnded() {
    String task = tasker.start("diamond", Map.of("b", Map.of("hold_ms", 200)));
    tasker.await(task, "complete");
    Reply reply = client.get("/tasker/analytics/performance?period=1h&name=diamond");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.object("sample")).containsEntry("complete", true);
    Map<String, Object> tasks = reply.object("tasks");
    assertThat((Long) tasks.get("complete")).isPositive();
    assertThat(String.valueOf(tasks.get("duration_ms"))).contains("p50=", "p90=", "p95=", "p99=");
    assertThat(reply.object("steps")).containsKeys("attempts", "retry_rate", "wait_ms");
    Reply none = client.get("/tasker/analytics/performance?period=24h&namespace=nobody");
    assertThat(none.object("tasks")).containsEntry("ended", 0L);
  }

  @Test
  void bottlenecks_nameTheSlowestAndWhatFails() {
    String slow = tasker.start("linear", Map.of("c", Map.of("hold_ms", 1500)));
    String failing = tasker.start("linear", Map.of("a", Map.of("fail_times", 2)));
    tasker.await(slow, "complete");
    tasker.await(failing, "complete");
    Reply reply = client.get("/tasker/analytics/bottlenecks?name=linear&version=1.0.0");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.list("slowest_tasks").get(0)).containsEntry("task_id", slow);
    assertThat(reply.list("slowest_steps").get(0)).containsEntry("step", "c");
    assertThat(reply.list("longest_waits")).isNotEmpty();
    assertThat(reply.list("error_patterns"))
        .anySatisfy(
            pattern ->
                assertThat(pattern)
                    .containsEntry("pattern", "scripted to fail at attempt #")
                    .containsEntry("example_task_id", failing));
  }

  @ParameterizedTest
  @CsvSource({
    "performance?period=2h",
    "bottlenecks?perid=1h",
    "performance?name=",
    "bottlenecks?name=a&name=b"
  })
  void figuresOfNothingKnown_areRefused(String call) {
    assertThat(client.get("/tasker/analytics/" + call).status()).isEqualTo(400);
  }

  @Test
  void status_tellsOfTasksNodesAndBacklog() {
    String task = tasker.start("linear", Map.of("a", Map.of("hold_ms", 60_000)));
    tasker.awaitStep(task, "a", "in_progress");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Reply reply = client.get("/tasker/health/status");
              assertThat(reply.status()).isEqualTo(200);
              assertThat(reply.json())
                  .containsEntry("status", "up")
                  .containsEntry("counted_to", 10_000L);
              assertThat((Long) reply.object("tasks").get("in_progress")).isPositive();
              assertThat(reply.object("database")).containsEntry("status", "up");
              assertThat(reply.object("backlog")).containsKeys("ready", "oldest_ready_step");
              assertThat(reply.list("nodes"))
                  .anySatisfy(
                      node ->
                          assertThat(node)
                              .containsEntry("threads", 32L)
                              .containsEntry("alive", true));
              assertThat(reply.object("templates")).containsEntry("refused", List.of());
            });
    tasker.cancel(task);
    assertThat(client.get("/tasker/health/status?all=1").status()).isEqualTo(400);
  }
}
