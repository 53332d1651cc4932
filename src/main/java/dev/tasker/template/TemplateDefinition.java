package dev.tasker.template;

import dev.tasker.database.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A template as JSON, in the words of its YAML: every key that has a value, defaults included,
 * placeholders as written.
 */
final class TemplateDefinition {

  private TemplateDefinition() {}

  /** The template as it is stored. */
  static StoredTemplate store(TaskTemplate template, String environment) {
    Map<String, Object> definition = write(template);
    return new StoredTemplate(
        template.key(), environment, checksum(definition), Json.text(definition));
  }

  /** Reads what {@link #store} wrote. */
  static TaskTemplate read(String definition) {
    Map<String, Object> root = Json.object(definition);
    return new TaskTemplate(
        new TemplateKey(text(root, "namespace_name"), text(root, "name"), text(root, "version")),
        text(root, "description"),
        optional(root, "task_handler_class"),
        map(root.get("schema")),
        list(root, "steps").stream().map(step -> readStep(map(step))).toList());
  }

  private static Map<String, Object> write(TaskTemplate template) {
    var root = new LinkedHashMap<String, Object>();
    root.put("name", template.key().name());
    root.put("namespace_name", template.key().namespace());
    root.put("version", template.key().version());
    root.put("description", template.description());
    template.taskHandler().ifPresent(name -> root.put("task_handler_class", name));
    root.put("schema", template.schema());
    root.put("steps", template.steps().stream().map(TemplateDefinition::writeStep).toList());
    return root;
  }

  private static Map<String, Object> writeStep(StepTemplate step) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", step.name());
    members.put("description", step.description());
    step.handlerClass().ifPresent(name -> members.put("handler_class", name));
    members.put("handler_config", step.handlerConfig());
    members.put("depends_on_steps", step.dependsOn());
    step.dependentSystem().ifPresent(system -> members.put("dependent_system", system));
    members.put("default_retryable", step.retryable());
    members.put("default_retry_limit", step.retryLimit());
    members.put("skippable", step.skippable());
    step.timeout().ifPresent(time -> members.put("timeout", time.toString()));
    members.put(
        "retry",
        Map.of(
            "base_delay", step.retry().baseDelay().toString(),
            "multiplier", step.retry().multiplier(),
            "max_delay", step.retry().maxDelay().toString(),
            "jitter", step.retry().jitter(),
            "max_retry_after", step.retry().maxRetryAfter().toString()));
    members.put(
        "custom_events",
        step.customEvents().stream()
            .map(event -> Map.of("name", event.name(), "description", event.description()))
            .toList());
    return members;
  }

  private static StepTemplate readStep(Map<String, Object> step) {
    Map<String, Object> retry = map(step.get("retry"));
    return new StepTemplate(
        text(step, "name"),
        text(step, "description"),
        optional(step, "handler_class"),
        map(step.get("handler_config")),
        list(step, "depends_on_steps").stream().map(String::valueOf).toList(),
        optional(step, "dependent_system"),
        Boolean.TRUE.equals(step.get("default_retryable")),
        number(step, "default_retry_limit").intValue(),
        Boolean.TRUE.equals(step.get("skippable")),
        optional(step, "timeout").map(Duration::parse),
        new RetryPolicy(
            Duration.parse(text(retry, "base_delay")),
            number(retry, "multiplier").doubleValue(),
            Duration.parse(text(retry, "max_delay")),
            number(retry, "jitter").doubleValue(),
            Duration.parse(text(retry, "max_retry_after"))),
        list(step, "custom_events").stream()
            .map(event -> map(event))
            .map(event -> new CustomEvent(text(event, "name"), text(event, "description")))
            .toList());
  }

  /** The same for the same content, whatever the order of members. */
  private static String checksum(Map<String, Object> definition) {
    try {
      byte[] canonical = Json.text(sortedMembers(definition)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static Map<String, @Nullable Object> sortedMembers(Map<?, ?> members) {
    var inOrder = new TreeMap<String, @Nullable Object>();
    members.forEach((name, member) -> inOrder.put(String.valueOf(name), sorted(member)));
    return inOrder;
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return sortedMembers(members);
    }
    if (value instanceof List<?> elements) {
      var each = new ArrayList<@Nullable Object>();
      elements.forEach(element -> each.add(sorted(element)));
      return each;
    }
    return value;
  }

  private static String text(Map<String, Object> from, String name) {
    return String.valueOf(Objects.requireNonNull(from.get(name), name));
  }

  private static Optional<String> optional(Map<String, Object> from, String name) {
    return Optional.ofNullable(from.get(name)).map(String::valueOf);
  }

  private static Number number(Map<String, Object> from, String name) {
    return (Number) Objects.requireNonNull(from.get(name), name);
  }

  private static List<?> list(Map<String, Object> from, String name) {
    return (List<?>) Objects.requireNonNull(from.get(name), name);
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
