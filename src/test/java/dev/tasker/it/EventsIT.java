package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.database.Json;
import dev.tasker.it.TaskerClient.Answer;
import dev.tasker.it.observer.Recordings;
import dev.tasker.tool.GeneratedProject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is told of tasks, on the WAR as shipped: to observers, subscribers, streams and webhooks.
 */
@ExtendWith(ArquillianExtension.class)
class EventsIT {

  private static final String REPORT =
      "{name: report, version: 1.0.0, step_templates: [{name: report, handler_class: report}]}";
  private static final String PUBLISHING =
      """
      name: publishing
      version: 1.0.0
      retry: {base_delay: 50ms, jitter: 0}
      step_templates:
        - name: place
          handler_class: publishing
          custom_events: [{name: order.placed, description: An order was placed.}]
      """;

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() throws IOException {
    JavaArchive observers =
        ShrinkWrap.create(JavaArchive.class, "observers.jar")
            .addPackage(Recordings.class.getPackage())
            .addAsManifestResource(new StringAsset(""), "beans.xml")
            .addAsResource(new StringAsset(REPORT), "tasker/tasks/report.yaml")
            .addAsResource(new StringAsset(PUBLISHING), "tasker/tasks/publishing.yaml");
    Path project = Files.createTempDirectory("generated").resolve("my-orders");
    Path generated =
        GeneratedProject.make(
                project,
                "generate task-handler ship --namespace my-orders --steps pack,send",
                "generate subscriber alerts --events task.completed,step.failed")
            .jar();
    return Deployments.tasker()
        .addAsLibraries(ScenarioJar.build(1, 0), observers)
        .addAsLibrary(generated.toFile(), "generated.jar");
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
  }

  @Test
  void eachChange_isToldOnce_toObserversAndSubscribers() {
    String task = tasker.start("linear", Map.of("b", Map.of("fail_times", 1)));
    tasker.await(task, "complete");
    await()
        .untilAsserted(
            () -> assertThat(report(task).get("subscriber").toString()).contains("task.completed"));
    Map<String, Object> report = report(task);
    assertThat(strings(report, "subscriber"))
        .containsExactly("task.created", "step.retry_scheduled:1", "task.completed");
    assertThat(strings(report, "async"))
        .containsExactlyInAnyOrder("task.created", "task.started", "task.completed");
    assertThat(strings(report, "observer"))
        .filteredOn(line -> line.startsWith("step."))
        .containsExactly(
            "step.started:a",
            "step.completed:a",
            "step.started:b",
            "step.retry_scheduled:b",
            "step.started:b",
            "step.completed:b",
            "step.started:c",
            "step.completed:c",
            "step.started:d",
            "step.completed:d",
            "step.started:e",
            "step.completed:e");
    assertThat(strings(report, "observer")).contains("workflow.steps_ready:b");
  }

  @Test
  void generatedProject_runs_itsWorkflowsItsHandlersAndItsSubscriber() {
    for (String workflow : List.of("hello", "ship")) {
      String task = tasker.start(workflow, Map.of(), Map.of("namespace", "my-orders"));
      tasker.await(task, "complete");
      await()
          .untilAsserted(
              () ->
                  assertThat(tasker.task(task).get("annotations"))
                      .as("what the generated task handler says")
                      .isEqualTo(Map.of("steps", 2L)));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Json.text(tasker.at("/tasker/registries/subscribers").body()))
                    .containsPattern("AlertsSubscriber[^}]*}[^}]*\"calls\":[1-9]"));
  }

  @Test
  void failedTask_tellsWhy() {
    String task = tasker.start("linear", Map.of("a", Map.of("permanent", true)));
    tasker.await(task, "error");
    await()
        .untilAsserted(
            () -> {
              Map<String, Object> report = report(task);
              assertThat(strings(report, "subscriber"))
                  .contains("task.failed:scripted to fail for good");
              assertThat(strings(report, "observer")).contains("workflow.task_blocked:a");
            });
  }

  @Test
  void publishedEvent_isToldOnlyOfTheAttemptThatSucceeded() {
    String task = tasker.start("publishing", Map.of());
    tasker.await(task, "complete");
    await()
        .untilAsserted(
            () -> assertThat(strings(report(task), "subscriber")).contains("task.completed"));
    assertThat(strings(report(task), "subscriber"))
        .filteredOn(line -> line.startsWith("order."))
        .containsExactly("order.placed:2");
  }

  @Test
  void undeclaredEvent_failsTheStep_andSaysWhatToDo() {
    String task =
        tasker.start("publishing", Map.of(), Map.of("context", Map.of("publish", "order.placd")));
    tasker.await(task, "error");
    assertThat(tasker.step(task, "place").get("error").toString())
        .contains("order.placd", "did you mean 'order.placed'?", "custom_events");
  }

  @Test
  void catalog_hasTheEngineEventsAndTheDeclaredOnes() {
    assertThat(tasker.at("/tasker/events").body().toString())
        .contains("task.completed", "order.placed");
    Map<String, Object> event = tasker.at("/tasker/events/task.completed").body();
    assertThat(event)
        .containsEntry("category", "task")
        .containsKeys("description", "payload_schema", "example_payload", "fired_by");
    Answer missing = tasker.at("/tasker/events/task.completd");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body().get("detail").toString()).contains("task.completed");
  }

  @Test
  void stream_tellsOfATask_andGoesOnWhereTheClientWas() throws Exception {
    String task = tasker.start("linear", Map.of("c", Map.of("hold_ms", 1_500)));
    URI uri = server.toURI().resolve("/tasker/events/stream?task_id=" + task);
    String last;
    try (EventReader reader = EventReader.open(uri, Optional.empty())) {
      assertThat(reader.status()).isEqualTo(200);
      tasker.await(task, "complete");
      await().untilAsserted(() -> assertThat(reader.types()).endsWith("dev.tasker.task.completed"));
      assertThat(reader.types()).contains("dev.tasker.step.completed");
      last = reader.ids().get(0);
    }
    try (EventReader again = EventReader.open(uri, Optional.of(last))) {
      await().untilAsserted(() -> assertThat(again.types()).endsWith("dev.tasker.task.completed"));
      assertThat(again.types()).contains("dev.tasker.step.started");
    }
  }

  @Test
  void stream_refusesWhatItCannotGive() throws Exception {
    assertThat(tasker.at("/tasker/events/stream?name=task.complete").status()).isEqualTo(400);
    assertThat(tasker.at("/tasker/events/stream?nam=task.completed").status()).isEqualTo(400);
    assertThat(tasker.at("/tasker/events/stream?task_id=x").status()).isEqualTo(400);
  }

  @Test
  void webhook_isToldInOrder_andShowsHowItFares() {
    try (var receiver = new WebhookReceiver()) {
      Answer registered =
          tasker.postTo(
              "/tasker/webhooks",
              Map.of("url", receiver.url(), "events", List.of("task.*", "step.completed")));
      assertThat(registered.status()).isEqualTo(201);
      assertThat(registered.body().get("secret").toString()).startsWith("whsec_");
      String id = registered.body().get("webhook_id").toString();

      String task = tasker.start("linear", Map.of());
      tasker.await(task, "complete");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(receiver.typesOf(task)).endsWith("dev.tasker.task.completed"));
      assertThat(receiver.typesOf(task))
          .containsSubsequence(
              "dev.tasker.task.created", "dev.tasker.task.started", "dev.tasker.step.completed")
          .hasSize(3 + 5);
      await()
          .untilAsserted(
              () ->
                  assertThat(tasker.at("/tasker/webhooks/" + id).body().get("delivered"))
                      .isNotEqualTo(0L));
      assertThat(tasker.at("/tasker/webhooks/" + id).body()).doesNotContainKey("secret");
      assertThat(tasker.deleteAt("/tasker/webhooks/" + id)).isEqualTo(204);
      assertThat(tasker.at("/tasker/webhooks/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void webhook_withMistakes_isRefused() {
    for (String url : List.of("ftp://x", "http://169.254.169.254/latest")) {
      assertThat(tasker.postTo("/tasker/webhooks", Map.of("url", url)).status()).isEqualTo(422);
    }
    Answer unknown =
        tasker.postTo(
            "/tasker/webhooks",
            Map.of("url", "http://127.0.0.1:1/", "events", List.of("task.complet")));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().toString()).contains("task.completed");
  }

  @Test
  void registries_tellWhatThereIs_whatWasRefusedAndWhy() {
    Map<String, Object> all = tasker.at("/tasker/registries").body();
    assertThat(all.toString())
        .contains("total_handlers", "namespaces", "last_registration", "registry_size=")
        .contains("onTaskComplete belongs to no event", "did you mean onTaskCompleted?");
    tasker.await(tasker.start("linear", Map.of()), "complete");
    await()
        .untilAsserted(
            () -> {
              String subscribers = Json.text(tasker.at("/tasker/registries/subscribers").body());
              assertThat(subscribers)
                  .contains("RecordingSubscriber", "FailingSubscriber")
                  .containsPattern("\"failures\":[1-9]");
            });
    assertThat(tasker.at("/tasker/registries/subscriber").body().get("detail").toString())
        .contains("did you mean 'subscribers'?");
  }

  private Map<String, Object> report(String about) {
    String task = tasker.start("report", Map.of(), Map.of("context", Map.of("about", about)));
    tasker.await(task, "complete");
    return map(tasker.step(task, "report").get("results"));
  }

  @SuppressWarnings("unchecked") // The handler of the test stores it so.
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // The handler of the test stores it so.
  private static List<String> strings(Map<String, Object> report, String kind) {
    return (List<String>) report.get(kind);
  }
}
