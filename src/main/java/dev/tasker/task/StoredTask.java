package dev.tasker.task;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import dev.tasker.database.Json;
import dev.tasker.task.TaskInserts.NewRow;
import dev.tasker.task.TaskInserts.StepRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A new task as it is in the tables when it has been stored, and as {@link TaskQueries} would find
 * it there: so that who has just stored it need not read it back. Immutable.
 *
 * @param row what was stored
 * @param at when, by the database's clock
 */
public record StoredTask(NewRow row, Instant at) {

  /** The task with its steps. */
  public TaskView view() {
    return view(steps());
  }

  /** The task without its steps, and how many of them are in which state. */
  public TaskPage.Entry entry() {
    return new TaskPage.Entry(view(List.of()), StepTally.of(steps()));
  }

  private List<StepView> steps() {
    return IntStream.range(0, row.placements().size())
        .mapToObj(stepNo -> step(new StepRow(row, stepNo)))
        .toList();
  }

  private TaskView view(List<StepView> steps) {
    TaskDraft draft = row.draft();
    TaskState status = row.status();
    return new TaskView(
        draft.taskId(),
        draft.template().key().namespace(),
        draft.template().key().name(),
        draft.template().key().version(),
        status,
        draft.context(),
        draft.request().initiator(),
        draft.request().reason(),
        draft.request().sourceSystem(),
        draft.request().tags(),
        draft.request().priority(),
        draft.request().bypassSteps(),
        draft.correlationId(),
        at,
        row.runAt(),
        when(status != TaskState.PENDING),
        when(status.isEnd()),
        Map.of(),
        steps);
  }

  private StepView step(StepRow step) {
    boolean runs = step.placement().token() != null;
    return new StepView(
        new StepId(row.draft().taskId(), step.stepNo()).toUuid(),
        row.draft().taskId(),
        step.draft().template().name(),
        step.state(),
        step.draft().dependentSystem(),
        step.draft().template().dependsOn(),
        runs ? 1 : 0,
        step.draft().retryLimit(),
        step.draft().isRetryable(),
        step.draft().template().skippable(),
        Optional.ofNullable(step.inputsText()).map(Json::object).orElse(Map.of()),
        Optional.empty(),
        Optional.empty(),
        when(runs),
        Optional.empty(),
        when(runs),
        when(step.state() == StepState.RESOLVED_MANUALLY));
  }

  private Optional<Instant> when(boolean so) {
    return so ? Optional.of(at) : Optional.empty();
  }
}
