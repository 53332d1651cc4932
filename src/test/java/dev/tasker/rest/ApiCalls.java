package dev.tasker.rest;

import dev.tasker.analytics.Bottlenecks;
import dev.tasker.analytics.Performance;
import dev.tasker.api.task.TaskState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the document says of each call beyond what the code tells by itself. */
final class ApiCalls {

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");
  private static final String ILLEGAL = "Not possible in the present state.";

  private static final Map<String, ApiCall> CALLS = new HashMap<>();

  static {
    list();
    tasks();
    changes();
    steps();
    insight();
    ApiEventCalls.addTo(ApiCalls::call);
  }

  private ApiCalls() {}

  /** What is said of a call, for instance of {@code GET /tasks}. */
  static Optional<ApiCall> of(String methodAndPath) {
    return Optional.ofNullable(CALLS.get(methodAndPath));
  }

  private static ApiCall call(String methodAndPath) {
    var call = new ApiCall();
    CALLS.put(methodAndPath, call);
    return call;
  }

  private static void tasks() {
    call("POST /tasks")
        .header(
            "Idempotency-Key",
            "The same key and body find the task that was started first.",
            "order-4711")
        .body("NewTask", ApiBodies.aNewTask())
        .answer(201, "The task was started.", TaskDocument.class)
        .answer(200, "It was started before, with the same key.", TaskDocument.class);
    call("GET /tasks/{task_id}")
        .query(
            "include",
            "What to add.",
            Map.of("type", "string", "enum", List.of("dependencies")),
            "dependencies")
        .answer(200, "The task.", TaskDocument.class);
    call("DELETE /tasks/{task_id}")
        .query("reason", "Why, for the audit trail.", text(1000), "no longer wanted")
        .answer(200, "The cancelled task.", TaskDocument.class)
        .error(409, ILLEGAL);
    call("GET /tasks/{task_id}/transitions")
        .answer(200, "The audit trail.", TransitionsDocument.class);
  }

  private static void list() {
    var states =
        Map.<String, Object>of(
            "type",
            "string",
            "enum",
            Arrays.stream(TaskState.values()).map(TaskState::word).toList());
    call("GET /tasks")
        .repeated("status", "Tasks in that state.", states, "complete")
        .repeated("namespace", "Tasks of templates in that namespace.", text(256), "default")
        .repeated("name", "Tasks of templates of that name.", text(256), "shop/order")
        .repeated("version", "Tasks of templates of that version.", text(256), "1.0.0")
        .repeated("tag", "Tasks with that tag.", text(256), "vip")
        .repeated("initiator", "Tasks that were started by that one.", text(256), "web")
        .repeated("source_system", "Tasks from that system.", text(256), "shop")
        .query("requested_after", "Requested then or later.", TIME, "2026-01-31T12:00:00Z")
        .query("requested_before", "Requested earlier.", TIME, "2100-01-31T12:00:00Z")
        .query(
            "order",
            "Which come first.",
            Map.of("type", "string", "enum", List.of("newest", "oldest"), "default", "newest"),
            "oldest")
        .query(
            "limit",
            "How many at most.",
            Map.of("type", "integer", "minimum", 1, "maximum", 100, "default", 25),
            10)
        .query("cursor", "next_cursor of the page before.", TEXT, "AZfCoFt-fMOaQY9tKjAAAA")
        .answer(200, "Some tasks.", TasksDocument.class);
  }

  private static void changes() {
    call("POST /tasks/batch")
        .body("NewTasks", Map.of("tasks", List.of(ApiBodies.aNewTask(), ApiBodies.aNewTask())))
        .header(
            "Idempotency-Key",
            "The same key and body find the tasks that were started first.",
            "orders-of-may")
        .answer(201, "The tasks, in the same order.", BatchDocument.class)
        .answer(200, "They were started before, with the same key.", BatchDocument.class);
    for (String method : List.of("PATCH", "PUT")) {
      call(method + " /tasks/{task_id}")
          .body("TaskChange", Map.of("reason", "changed my mind", "priority", 9))
          .answer(200, "The changed task.", TaskDocument.class);
      call(method + " /tasks/{task_id}/workflow_steps/{step_id}")
          .body("StepChange", Map.of("retry_limit", 5, "inputs", Map.of("dry_run", true)))
          .answer(200, "The changed step.", StepDocument.class)
          .error(409, ILLEGAL);
    }
    call("POST /tasks/{task_id}/retry")
        .body("Reason", Map.of("reason", "the other side is back"))
        .answer(200, "The task, which goes on.", TaskDocument.class)
        .error(409, ILLEGAL);
    call("DELETE /tasks/{task_id}/workflow_steps/{step_id}")
        .query("reason", "Why, for the audit trail.", text(1000), "not needed")
        .answer(200, "The cancelled step.", StepDocument.class)
        .error(409, ILLEGAL);
    call("POST /tasks/{task_id}/workflow_steps/{step_id}/retry")
        .body("Reason", Map.of("reason", "the other side is back"))
        .answer(200, "The step, which runs again.", StepDocument.class)
        .error(409, ILLEGAL);
    call("POST /tasks/{task_id}/workflow_steps/{step_id}/resolve")
        .body("Resolution", Map.of("results", Map.of("id", 7), "reason", "done by hand"))
        .answer(200, "The step, whose children go on.", StepDocument.class)
        .error(409, ILLEGAL);
  }

  private static void steps() {
    call("GET /tasks/{task_id}/workflow_steps").answer(200, "The steps.", StepsDocument.class);
    call("GET /tasks/{task_id}/workflow_steps/{step_id}")
        .answer(200, "The step.", StepDocument.class);
    call("GET /health/live").answer(200, "It lives.", HealthDocument.class);
    call("GET /health/ready")
        .answer(200, "It can take work.", HealthDocument.class)
        .answer(503, "It cannot; the document says why.", HealthDocument.class);
    call("GET /health/status")
        .answer(200, "How the cluster is.", StatusDocument.class)
        .answer(503, "The database does not answer.", StatusDocument.class);
  }

  private static void insight() {
    call("GET /tasks/{task_id}/explain")
        .answer(200, "Why each step that has not ended has not.", ExplanationDocument.class);
    call("GET /tasks/{task_id}/diagram")
        .query(
            "format",
            "The form; else the header Accept decides.",
            Map.of("type", "string", "enum", List.of("mermaid", "json", "svg", "html")),
            "json")
        .answerIn(
            200,
            "The task as a picture.",
            DiagramDocument.class,
            "text/plain",
            "image/svg+xml",
            "text/html");
    call("GET /handlers").answer(200, "The namespaces.", NamespacesDocument.class);
    call("GET /handlers/{namespace}").answer(200, "Its templates.", NamespaceDocument.class);
    call("GET /handlers/{namespace}/{name}")
        .query("version", "Which version; else the newest.", text(255), "1.0.0")
        .answer(200, "The template.", TemplateDocument.class);
    figures("performance").answer(200, "How fast and how well tasks go.", Performance.class);
    figures("bottlenecks").answer(200, "What slows tasks down.", Bottlenecks.class);
  }

  private static ApiCall figures(String name) {
    return call("GET /analytics/" + name)
        .query(
            "period",
            "How far to look back.",
            Map.of("type", "string", "enum", List.of("1h", "4h", "24h"), "default", "1h"),
            "24h")
        .query("namespace", "Tasks of that namespace alone.", text(255), "default")
        .query("name", "Tasks of templates of that name alone.", text(255), "shop/order")
        .query("version", "Tasks of that version alone.", text(255), "1.0.0");
  }

  private static Map<String, Object> text(int longest) {
    return Map.of("type", "string", "minLength", 1, "maxLength", longest);
  }
}
