package dev.tasker.engine;

import dev.tasker.api.task.IllegalTaskStateException;
import dev.tasker.api.task.StepChange;
import dev.tasker.api.task.StepNotFoundException;
import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskChange;
import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRefusedException.Problem;
import dev.tasker.database.Json;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NotJsonException;
import dev.tasker.task.StepId;
import dev.tasker.task.TaskLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes what an operator may change of tasks and steps. Thread-safe. */
@ApplicationScoped
class Changes {

  /** As in templates. */
  private static final int HIGHEST_LIMIT = 1_000_000;

  private static final NamedSql TASK = NamedSql.load("change_task");
  private static final NamedSql STEP = NamedSql.load("change_step");

  @Inject private Interventions interventions;
  @Inject private NodeIdentity identity;
  @Inject private TaskMemory memory;

  /** The states before the change. */
  private record Were(Optional<String> task, Optional<String> step) {}

  /** Changes a task; see {@link dev.tasker.api.task.Tasks#change}. */
  void change(UUID taskId, TaskChange change, String actor) {
    check(change);
    Optional<String> was =
        interventions.call(
            TASK,
            statement -> {
              statement
                  .set("task", taskId)
                  .set("reason", change.reason().orElse(null))
                  .set("priority", change.priority().map(Integer::shortValue).orElse(null))
                  .set("node", identity.id())
                  .set("actor", actor);
              if (change.tags().isPresent()) {
                statement.setArray("tags", "text", change.tags().get().toArray());
              } else {
                statement.set("tags", null);
              }
            },
            row -> Optional.ofNullable(row.getString("task_was")));
    if (was.isEmpty()) {
      throw new TaskNotFoundException(taskId);
    }
    // It holds the priority that it had.
    interventions.whenCommitted(() -> memory.forget(taskId));
  }

  /** Changes a step; see {@link dev.tasker.api.task.Tasks#changeStep}. */
  void changeStep(UUID taskId, UUID stepId, StepChange change, String actor) {
    check(change);
    int stepNo =
        StepId.of(taskId, stepId)
            .orElseThrow(() -> new StepNotFoundException(taskId, stepId))
            .stepNo();
    Were were =
        interventions.call(
            STEP,
            statement ->
                statement
                    .set("task", taskId)
                    .set("step", stepNo)
                    .set("retry_limit", change.retryLimit().orElse(null))
                    .set("inputs", change.inputs().map(Json::text).orElse(null))
                    .set("node", identity.id())
                    .set("actor", actor),
            row ->
                new Were(
                    Optional.ofNullable(row.getString("task_was")),
                    Optional.ofNullable(row.getString("step_was"))));
    if (were.task().isEmpty()) {
      throw new TaskNotFoundException(taskId);
    }
    String step = were.step().orElseThrow(() -> new StepNotFoundException(taskId, stepId));
    if (StepState.of(step).isEnd()) {
      throw new IllegalTaskStateException(
          "The step is " + step + ": it has ended and cannot be changed.");
    }
  }

  private static void check(TaskChange change) {
    List<Problem> problems = new ArrayList<>();
    if (change.reason().filter(String::isBlank).isPresent()) {
      problems.add(new Problem("reason", "must not be blank"));
    }
    TaskLimits.check(change, problems);
    refuse(problems);
  }

  private static void check(StepChange change) {
    List<Problem> problems = new ArrayList<>();
    change
        .retryLimit()
        .filter(limit -> limit < 1 || limit > HIGHEST_LIMIT)
        .ifPresent(
            limit ->
                problems.add(
                    new Problem("retry_limit", "must lie between 1 and " + HIGHEST_LIMIT)));
    try {
      change.inputs().ifPresent(Json::text);
    } catch (NotJsonException e) {
      problems.add(new Problem("inputs", "cannot be stored as JSON: " + e.getMessage()));
    }
    refuse(problems);
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new TaskRefusedException(problems);
    }
  }
}
