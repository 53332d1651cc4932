package dev.tasker.rest;

import dev.tasker.api.task.TaskView;
import dev.tasker.task.StepTally;
import dev.tasker.task.TaskInsight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it. Members without a value are null, never absent, but for {@code
 * workflow_steps}: in a list a task has no steps, only their counts; and {@code dependencies},
 * which a client must ask for.
 */
record TaskDocument(
    UUID taskId,
    String name,
    String namespace,
    String version,
    String fullName,
    String status,
    Map<String, Object> context,
    String initiator,
    String reason,
    String sourceSystem,
    List<String> tags,
    int priority,
    List<String> bypassSteps,
    String correlationId,
    Instant requestedAt,
    @Nullable Instant runAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    StepCounts stepCounts,
    BigDecimal completionPercentage,
    String executionStatus,
    String recommendedAction,
    String healthStatus,
    Map<String, Object> annotations,
    Optional<List<StepDocument>> workflowSteps,
    Optional<DependenciesDocument> dependencies) {

  /** How many steps are in which state. */
  record StepCounts(
      int total,
      int pending,
      int inProgress,
      int complete,
      int error,
      int cancelled,
      int resolvedManually) {

    static StepCounts of(StepTally steps) {
      return new StepCounts(
          steps.total(),
          steps.pending(),
          steps.inProgress(),
          steps.complete(),
          steps.error(),
          steps.cancelled(),
          steps.resolvedManually());
    }
  }

  /** A task with its steps, at that time. */
  static TaskDocument whole(TaskView task, Instant now) {
    List<StepDocument> steps = task.steps().stream().map(StepDocument::of).toList();
    return of(task, StepTally.of(task.steps()), now, Optional.of(steps));
  }

  /** The same with how its steps depend on each other. */
  TaskDocument withDependencies() {
    return new TaskDocument(
        taskId,
        name,
        namespace,
        version,
        fullName,
        status,
        context,
        initiator,
        reason,
        sourceSystem,
        tags,
        priority,
        bypassSteps,
        correlationId,
        requestedAt,
        runAt,
        startedAt,
        completedAt,
        stepCounts,
        completionPercentage,
        executionStatus,
        recommendedAction,
        healthStatus,
        annotations,
        workflowSteps,
        workflowSteps.map(DependenciesDocument::of));
  }

  /** A task of a list, at that time. */
  static TaskDocument listed(TaskView task, StepTally steps, Instant now) {
    return of(task, steps, now, Optional.empty());
  }

  private static TaskDocument of(
      TaskView task, StepTally steps, Instant now, Optional<List<StepDocument>> stepDocuments) {
    boolean due = task.runAt().map(at -> !at.isAfter(now)).orElse(true);
    TaskInsight insight = TaskInsight.of(task.status(), steps, due);
    return new TaskDocument(
        task.taskId(),
        task.name(),
        task.namespace(),
        task.version(),
        task.fullName(),
        task.status().word(),
        task.context(),
        task.initiator(),
        task.reason(),
        task.sourceSystem(),
        task.tags(),
        task.priority(),
        task.bypassSteps(),
        task.correlationId(),
        task.requestedAt(),
        task.runAt().orElse(null),
        task.startedAt().orElse(null),
        task.completedAt().orElse(null),
        StepCounts.of(steps),
        insight.completionPercentage(),
        word(insight.executionStatus()),
        word(insight.recommendedAction()),
        word(insight.healthStatus()),
        task.annotations(),
        stepDocuments,
        Optional.empty());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
