package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Ended;
import dev.tasker.tool.TaskerProcesses.Node;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of one's own, from nothing to running, by the commands that a user types. One test with
 * several acts, as each start of a server takes long.
 */
class OwnProjectIT {

  private static final String PROJECT = "my-orders";
  private static final Path TASKS = Path.of(PROJECT, "src", "main", "resources", "tasker", "tasks");
  private static final Path JAR = Path.of(PROJECT, "target", PROJECT + ".jar");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What the generators do not write: an observer. */
  private static final String OBSERVER =
      """
      package com.example.my_orders;

      import dev.tasker.api.event.StepEvent;
      import jakarta.enterprise.context.ApplicationScoped;
      import jakarta.enterprise.event.Observes;

      @ApplicationScoped
      public class Audit {
        void completed(@Observes StepEvent.Completed event) {
          System.getLogger("audit")
              .log(System.Logger.Level.INFO, "observed " + event.step().stepName() + " of " + event.task().taskId());
        }
      }
      """;

  /** A workflow beside the jar, whose steps the project's handlers do. */
  private static final String BESIDE =
      """
      name: beside
      version: 1.0.0
      step_templates:
        - {name: first, handler_class: my-orders.order.reserve}
        - {name: last, depends_on_step: first, handler_class: ShipStepHandler}
      """;

  @TempDir Path folder;

  private TaskerProcesses processes;

  @BeforeEach
  void prepare() {
    processes = new TaskerProcesses(folder);
  }

  @AfterEach
  void endWhatIsLeft() throws Exception {
    processes.close();
    processes.run("stop", "--data", folder.resolve("data").toString());
  }

  @Test
  void projectOfOnesOwn_isMadeBuiltCheckedAndRun() throws Exception {
    generate();
    build();
    check();
    run();
  }

  private void generate() throws Exception {
    assertThat(tasker("new", PROJECT)).contains("./mvnw package");
    tasker(
        words(
            "generate task-handler order --namespace my-orders --steps reserve,charge,ship"
                + " --project my-orders"));
    tasker(
        words(
            "generate subscriber alerts --events task.completed,step.completed"
                + " --project my-orders"));
    Path observer =
        folder.resolve(PROJECT).resolve("src/main/java/com/example/my_orders/Audit.java");
    Files.writeString(observer, OBSERVER);
  }

  /** With the project's own wrapper of Maven, as there may be no other. */
  private void build() throws Exception {
    Path log = folder.resolve("build.log");
    ProcessBuilder maven =
        new ProcessBuilder("./mvnw", "-B", "-ntp", "package")
            .directory(folder.resolve(PROJECT).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // What the surrounding build was told is not meant for this one.
    maven.environment().remove("MAVEN_OPTS");
    assertThat(TaskerProcesses.exitValue(maven.start())).as(Files.readString(log)).isZero();
    assertThat(log)
        .content()
        .containsPattern("Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0");
    try (var jar = new JarFile(folder.resolve(JAR).toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("com/example/my_orders/ShipStepHandler.class")
          .noneMatch(name -> name.startsWith("dev/tasker"));
    }
  }

  private void check() throws Exception {
    assertThat(tasker("validate", TASKS.toString(), "--lib", JAR.toString()))
        .contains("2 checked, all good.");
    Path drawn = TASKS.resolve(PROJECT).resolve("order.yaml");
    assertThat(tasker("diagram", drawn.toString())).contains("flowchart", "reserve", "-->");
    assertThat(tasker("diagram", drawn.toString(), "--format", "svg")).contains("<svg", "charge");

    Files.writeString(
        folder.resolve("bad.yaml"), BESIDE.replace("ShipStepHandler", "ShipStepHandlr"));
    Ended refused = processes.run("validate", "bad.yaml", "--lib", JAR.toString());
    assertThat(refused.exitValue()).isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(refused.output()).contains("bad.yaml:5:", "did you mean 'ShipStepHandler'?");
    assertThat(processes.run("diagram", "missing.yaml").exitValue())
        .isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(processes.run("generate", "handler", "x").exitValue())
        .isEqualTo(ExitCode.USAGE.number());
  }

  private void run() throws Exception {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("beside.yaml"), BESIDE);
    Node node =
        processes.up(
            "node",
            "--data",
            folder.resolve("data").toString(),
            "--lib",
            JAR.toString(),
            "--templates",
            "templates");

    for (String[] workflow :
        List.of(
            new String[] {PROJECT, "hello", "part"},
            new String[] {PROJECT, "order", "ship"},
            new String[] {"default", "beside", "last"})) {
      String task = start(node.base(), workflow[0], workflow[1]);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(get(node.base() + "/tasks/" + task).getString("status"))
                      .isEqualTo("complete"));
      await()
          .untilAsserted(
              () ->
                  assertThat(node.log())
                      .content()
                      .contains(
                          "task.completed " + task,
                          "step.completed " + task,
                          "observed " + workflow[2] + " of " + task));
    }
  }

  private static String start(URI node, String namespace, String name)
      throws IOException, InterruptedException {
    var request =
        Json.createObjectBuilder()
            .add("namespace", namespace)
            .add("name", name)
            .add("context", Json.createObjectBuilder())
            .add("initiator", "me")
            .add("reason", "to see it run")
            .add("source_system", "test");
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(node + "/tasks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.build().toString()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return object(answer.body()).getString("task_id");
  }

  private static JsonObject get(String uri) throws IOException, InterruptedException {
    return object(
        HTTP.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString()).body());
  }

  private static JsonObject object(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static String[] words(String command) {
    return command.split(" ", -1);
  }

  /** What the command said; it must have ended well. */
  private String tasker(String... arguments) throws Exception {
    Ended ended = processes.run(arguments);
    assertThat(ended.exitValue()).as(ended.output()).isZero();
    return ended.output();
  }
}
