package dev.tasker.rest;

import dev.tasker.api.task.TaskState;
import dev.tasker.insight.Reason;
import dev.tasker.task.TaskInsight;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The words that members may have, and examples of values by the names of members. */
final class ApiWords {

  static final String TASK_ID = "0197c2a0-5b7e-7cc3-9a41-8f6d2a300000";
  static final String STEP_ID = "0197c2a0-5b7e-7cc3-9a41-8f6d2a300001";

  private static final List<String> STATES = words(TaskState.values());

  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("Task.status", STATES),
          Map.entry("Step.status", STATES),
          Map.entry("Transition.from_state", STATES),
          Map.entry("Transition.to_state", STATES),
          Map.entry("Explanation.status", STATES),
          Map.entry("ExplanationStep.status", STATES),
          Map.entry("ExplanationStep.reason", words(Reason.values())),
          Map.entry("Diagram.status", STATES),
          Map.entry("DiagramNode.status", STATES),
          Map.entry("BottlenecksSlowTask.status", STATES),
          Map.entry("Task.execution_status", words(TaskInsight.ExecutionStatus.values())),
          Map.entry("Task.recommended_action", words(TaskInsight.RecommendedAction.values())),
          Map.entry("Task.health_status", words(TaskInsight.HealthStatus.values())),
          Map.entry("Status.status", List.of("up", "degraded", "down")),
          Map.entry("StatusDatabase.status", List.of("up", "down")),
          Map.entry("Health.status", List.of("up", "down")),
          Map.entry("HealthCheck.status", List.of("up", "down")));

  private static final Map<String, Object> EXAMPLES =
      Map.ofEntries(
          Map.entry("task_id", TASK_ID),
          Map.entry("step_id", STEP_ID),
          Map.entry("name", "shop/order"),
          Map.entry("namespace", "default"),
          Map.entry("version", "1.0.0"),
          Map.entry("full_name", "default.shop/order@1.0.0"),
          Map.entry("initiator", "web"),
          Map.entry("reason", "new order"),
          Map.entry("source_system", "shop"),
          Map.entry("actor", "engine"),
          Map.entry("node", "tasker"),
          Map.entry("step_name", "fetch_cart"),
          Map.entry("step", "fetch_cart"),
          Map.entry("correlation_id", "order-4711"),
          Map.entry("latest_version", "1.0.0"),
          Map.entry("timeout", "PT30S"),
          Map.entry("status", "complete"),
          Map.entry("summary", "2 of 5 steps are done. 1 is running, 2 wait for other steps."));

  private ApiWords() {}

  /** The words that a member of a record may have; empty if it may have any. */
  static Optional<List<String>> of(Class<?> owner, String member) {
    return Optional.ofNullable(WORDS.get(ApiSchemas.name(owner) + "." + member));
  }

  /** An example of a member's value. */
  static Optional<Object> example(Class<?> type, String member) {
    if (type == Instant.class) {
      return Optional.of("2026-07-01T10:00:00.000Z");
    }
    if (type == UUID.class) {
      return Optional.of(EXAMPLES.getOrDefault(member, TASK_ID));
    }
    return type == String.class ? Optional.ofNullable(EXAMPLES.get(member)) : Optional.empty();
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
