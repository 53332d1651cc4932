package dev.tasker.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bodies that clients send: their schemas and examples. */
final class ApiBodies {

  private static final Map<String, Object> TEXT =
      Map.of("type", "string", "minLength", 1, "maxLength", 10_000);
  private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);
  private static final Map<String, Object> OBJECT =
      Map.of("type", "object", "additionalProperties", true);

  private ApiBodies() {}

  /** Adds all of them. */
  static void addTo(ApiSchemas schemas) {
    schemas.add(
        "NewTask",
        object(
            "A wish to start a task.",
            List.of("name", "context", "initiator", "reason", "source_system"),
            newTask()));
    schemas.add(
        "NewTasks",
        object(
            "Tasks to start, all or none.",
            List.of("tasks"),
            Map.of(
                "tasks",
                Map.of(
                    "type",
                    "array",
                    "minItems",
                    1,
                    "maxItems",
                    1000,
                    "items",
                    ApiSchemas.reference("NewTask")))));
    addChanges(schemas);
    addWebhooks(schemas);
  }

  private static void addWebhooks(ApiSchemas schemas) {
    schemas.add(
        "NewWebhook",
        object(
            "Who is to be told of events over HTTP.",
            List.of("url"),
            members("url", TEXT, "events", TEXTS, "description", TEXT, "secret", TEXT)));
    schemas.add(
        "WebhookChange",
        object(
            "Whether a webhook is told.",
            List.of("enabled"),
            members("enabled", Map.of("type", "boolean"))));
  }

  private static void addChanges(ApiSchemas schemas) {
    schemas.add(
        "TaskChange",
        object(
            "What to change of a task.",
            List.of(),
            members("reason", TEXT, "tags", TEXTS, "priority", priority())));
    schemas.add(
        "StepChange",
        object(
            "What to change of a step.",
            List.of(),
            members("retry_limit", Map.of("type", "integer", "minimum", 1), "inputs", OBJECT)));
    schemas.add("Reason", object("Why something is done.", List.of(), members("reason", TEXT)));
    schemas.add(
        "Resolution",
        object(
            "How a step was done without the engine.",
            List.of(),
            members("results", OBJECT, "reason", TEXT)));
  }

  /** An example of a new task. */
  static Map<String, Object> aNewTask() {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("name", "shop/order");
    task.put("context", Map.of("cart_id", 123));
    task.put("initiator", "web");
    task.put("reason", "new order");
    task.put("source_system", "shop");
    task.put("tags", List.of("vip"));
    task.put("priority", 5);
    return task;
  }

  private static Map<String, Object> newTask() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", TEXT);
    members.put("namespace", TEXT);
    members.put("version", TEXT);
    members.put("context", OBJECT);
    members.put("initiator", TEXT);
    members.put("reason", TEXT);
    members.put("source_system", TEXT);
    members.put("tags", TEXTS);
    members.put("priority", priority());
    members.put("bypass_steps", TEXTS);
    members.put("run_at", Map.of("type", "string", "format", "date-time"));
    return members;
  }

  private static Map<String, Object> priority() {
    return Map.of("type", "integer", "minimum", Short.MIN_VALUE, "maximum", Short.MAX_VALUE);
  }

  private static Map<String, Object> members(Object... namesAndSchemas) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSchemas.length; i += 2) {
      members.put((String) namesAndSchemas[i], namesAndSchemas[i + 1]);
    }
    return members;
  }

  private static Map<String, Object> object(
      String description, List<String> required, Map<String, Object> members) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("description", description);
    schema.put("properties", members);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }
}
