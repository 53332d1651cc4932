package dev.tasker.rest;

import dev.tasker.api.task.StepState;
import dev.tasker.task.TransitionView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the audit trail as the API shows it. */
record TransitionDocument(
    UUID transitionId,
    UUID taskId,
    @Nullable UUID stepId,
    @Nullable String stepName,
    @Nullable String fromState,
    String toState,
    @Nullable Integer attempt,
    String actor,
    @Nullable String node,
    @Nullable String reason,
    @Nullable Map<String, Object> error,
    Instant occurredAt) {

  static TransitionDocument of(TransitionView row) {
    return new TransitionDocument(
        row.transitionId(),
        row.taskId(),
        row.stepId().orElse(null),
        row.stepName().orElse(null),
        row.fromState().map(StepState::word).orElse(null),
        row.toState().word(),
        row.attempt().orElse(null),
        row.actor(),
        row.node().orElse(null),
        row.reason().orElse(null),
        row.error().orElse(null),
        row.occurredAt());
  }
}
