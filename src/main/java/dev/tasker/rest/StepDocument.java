package dev.tasker.rest;

import dev.tasker.api.task.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step as the API shows it. Members without a value are null, never absent. */
record StepDocument(
    UUID stepId,
    UUID taskId,
    String name,
    String status,
    @Nullable String dependentSystem,
    List<String> dependsOnSteps,
    int attempts,
    int retryLimit,
    boolean retryable,
    boolean skippable,
    Map<String, Object> inputs,
    @Nullable Map<String, Object> results,
    @Nullable Map<String, Object> error,
    @Nullable Instant lastAttemptedAt,
    @Nullable Instant nextRetryAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Long durationMs) {

  static StepDocument of(StepView step) {
    return new StepDocument(
        step.stepId(),
        step.taskId(),
        step.name(),
        step.status().word(),
        step.dependentSystem().orElse(null),
        step.dependsOnSteps(),
        step.attempts(),
        step.retryLimit(),
        step.retryable(),
        step.skippable(),
        step.inputs(),
        step.results().orElse(null),
        step.error().orElse(null),
        step.lastAttemptedAt().orElse(null),
        step.nextRetryAt().orElse(null),
        step.startedAt().orElse(null),
        step.completedAt().orElse(null),
        duration(step));
  }

  /** From the first attempt's begin to the end, waits between attempts included. */
  private static @Nullable Long duration(StepView step) {
    return step.startedAt()
        .flatMap(from -> step.completedAt().map(to -> Duration.between(from, to).toMillis()))
        .orElse(null);
  }
}
