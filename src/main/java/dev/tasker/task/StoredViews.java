package dev.tasker.task;

import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import dev.tasker.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of rows what the outside sees. */
final class StoredViews {

  private StoredViews() {}

  static TaskView task(
      Task task,
      TemplateName template,
      Life life,
      @Nullable String annotations,
      List<StepView> steps) {
    return new TaskView(
        task.getTaskId(),
        template.namespace(),
        template.name(),
        template.version(),
        life.status(),
        Json.object(task.getContext()),
        task.getInitiator(),
        task.getReason(),
        task.getSourceSystem(),
        task.getTags(),
        task.getPriority(),
        task.getBypassSteps(),
        task.getCorrelationId(),
        task.getRequestedAt(),
        Optional.ofNullable(task.getRunAt()),
        Optional.ofNullable(life.startedAt()),
        Optional.ofNullable(life.completedAt()),
        json(annotations).orElse(Map.of()),
        steps);
  }

  static StepView step(WorkflowStep step, StepParents parents) {
    UUID taskId = step.getKey().taskId();
    return new StepView(
        new StepId(taskId, step.getKey().stepNo()).toUuid(),
        taskId,
        step.getName(),
        step.getState(),
        Optional.ofNullable(step.getDependentSystem()),
        parents.of(step.getName()),
        step.getAttempts(),
        step.getRetryLimit(),
        step.isRetryable(),
        step.isSkippable(),
        json(step.getInputs()).orElse(Map.of()),
        json(step.getResults()),
        json(step.getError()),
        Optional.ofNullable(step.getLastAttemptedAt()),
        Optional.ofNullable(step.getNextRetryAt()),
        Optional.ofNullable(step.getStartedAt()),
        Optional.ofNullable(step.getCompletedAt()));
  }

  static TransitionView transition(
      Transition transition, @Nullable String stepName, @Nullable String node) {
    TransitionKey key = transition.getKey();
    return new TransitionView(
        new TransitionId(transition.getOccurredAt(), key.transitionNo()).toUuid(),
        key.taskId(),
        Optional.ofNullable(transition.getStepNo())
            .map(stepNo -> new StepId(key.taskId(), stepNo).toUuid()),
        Optional.ofNullable(stepName),
        Optional.ofNullable(transition.getFromState()),
        transition.getToState(),
        Optional.ofNullable(transition.getAttempt()),
        transition.getActor(),
        Optional.ofNullable(node),
        Optional.ofNullable(transition.getReason()),
        json(transition.getError()),
        transition.getOccurredAt());
  }

  private static Optional<Map<String, Object>> json(@Nullable String text) {
    return Optional.ofNullable(text).map(Json::object);
  }

  /** Of a task what changes together with its steps. */
  record Life(TaskState status, @Nullable Instant startedAt, @Nullable Instant completedAt) {

    static Life of(Task task) {
      return new Life(task.getStatus(), task.getStartedAt(), task.getCompletedAt());
    }
  }

  /** What a template is called. */
  record TemplateName(String namespace, String name, String version) {}
}
