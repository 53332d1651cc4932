package dev.tasker.task;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.ArrayText;
import dev.tasker.database.Json;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statement that stores new tasks; see {@code db/query/create_tasks.sql}. */
public final class TaskInserts {

  private static final NamedSql CREATE = NamedSql.load("create_tasks");

  private TaskInserts() {}

  /**
   * How a step is stored.
   *
   * @param lane which of a node's capacities its attempts take
   * @param token the fence of its first attempt, if this node runs it at once; null otherwise
   */
  public record Placement(short lane, @Nullable Long token) {}

  /**
   * A task to store.
   *
   * @param draft the task
   * @param contextText its context as JSON text
   * @param placements one a step, by number
   */
  public record NewRow(TaskDraft draft, String contextText, List<Placement> placements) {

    private boolean isStarted() {
      return placements.stream().anyMatch(placement -> placement.token() != null);
    }

    private int unfinishedLeaves() {
      return (int)
          IntStream.range(0, placements.size())
              .filter(stepNo -> draft.isLeaf(stepNo) && !draft.steps().get(stepNo).isBypassed())
              .count();
    }

    private String status() {
      if (draft.steps().stream().allMatch(StepDraft::isBypassed)) {
        return "complete";
      }
      return isStarted() ? "in_progress" : "pending";
    }
  }

  /** A step of one of the tasks. */
  private record StepRow(NewRow task, int taskPlace, int stepNo) {

    StepDraft draft() {
      return task.draft().steps().get(stepNo);
    }

    Placement placement() {
      return task.placements().get(stepNo);
    }

    String state() {
      if (draft().isBypassed()) {
        return "resolved_manually";
      }
      return placement().token() == null ? "pending" : "in_progress";
    }

    boolean isQueued() {
      return task.draft().isReady(stepNo) && placement().token() == null;
    }
  }

  /** Stores the tasks, all or none. */
  public static void insert(Connection connection, int nodeId, List<NewRow> tasks)
      throws SQLException {
    List<StepRow> steps = new ArrayList<>();
    for (int place = 0; place < tasks.size(); place++) {
      for (int stepNo = 0; stepNo < tasks.get(place).placements().size(); stepNo++) {
        steps.add(new StepRow(tasks.get(place), place + 1, stepNo));
      }
    }
    try (NamedStatement statement = CREATE.on(connection)) {
      statement.set("node", nodeId);
      bindTasks(statement, tasks);
      bindRequests(statement, tasks);
      bindSteps(statement, steps);
      statement.update();
    }
  }

  private static void bindTasks(NamedStatement statement, List<NewRow> tasks) throws SQLException {
    List<String> tags = new ArrayList<>();
    List<String> bypass = new ArrayList<>();
    for (NewRow task : tasks) {
      TaskRequest request = task.draft().request();
      tags.add(ArrayText.of(request.tags().toArray()));
      bypass.add(ArrayText.of(request.bypassSteps().toArray()));
    }
    statement
        .setArray("task", "uuid", array(tasks, task -> task.draft().taskId()))
        .setArray("template", "uuid", array(tasks, task -> task.draft().loaded().templateId()))
        .setArray("status", "text", array(tasks, NewRow::status))
        .setArray("context", "text", array(tasks, NewRow::contextText))
        .setArray("tags", "text", tags.toArray())
        .setArray("bypass", "text", bypass.toArray())
        .setArray("correlation", "text", array(tasks, task -> task.draft().correlationId()))
        .setArray("unfinished_leaves", "int4", array(tasks, NewRow::unfinishedLeaves))
        .setArray(
            "annotates",
            "bool",
            array(tasks, task -> task.draft().template().taskHandler().isPresent()));
  }

  private static void bindRequests(NamedStatement statement, List<NewRow> tasks)
      throws SQLException {
    List<TaskRequest> requests = tasks.stream().map(task -> task.draft().request()).toList();
    statement
        .setArray("priority", "int2", array(requests, request -> (short) request.priority()))
        .setArray("initiator", "text", array(requests, TaskRequest::initiator))
        .setArray("reason", "text", array(requests, TaskRequest::reason))
        .setArray("source_system", "text", array(requests, TaskRequest::sourceSystem))
        .setArray(
            "run_at",
            "timestamptz",
            array(
                requests,
                request ->
                    request
                        .runAt()
                        .map(at -> at.atOffset(ZoneOffset.UTC).toString())
                        .orElse(null)));
  }

  private static void bindSteps(NamedStatement statement, List<StepRow> steps) throws SQLException {
    statement
        .setArray("step_task", "int4", array(steps, StepRow::taskPlace))
        .setArray("step_no", "int4", array(steps, StepRow::stepNo))
        .setArray("name", "text", array(steps, step -> step.draft().template().name()))
        .setArray("state", "text", array(steps, StepRow::state))
        .setArray(
            "parents",
            "int4",
            array(steps, step -> step.task().draft().remainingParents(step.stepNo())))
        .setArray("retry_limit", "int4", array(steps, step -> step.draft().retryLimit()))
        .setArray("retryable", "bool", array(steps, step -> step.draft().isRetryable()))
        .setArray("skippable", "bool", array(steps, step -> step.draft().template().skippable()))
        .setArray("lane", "int2", array(steps, step -> step.placement().lane()))
        .setArray(
            "dependent_system",
            "text",
            array(steps, step -> step.draft().dependentSystem().orElse(null)))
        .setArray("inputs", "text", array(steps, TaskInserts::inputs))
        .setArray("leaf", "bool", array(steps, step -> step.task().draft().isLeaf(step.stepNo())))
        .setArray("token", "int8", array(steps, step -> step.placement().token()))
        .setArray("queued", "bool", array(steps, StepRow::isQueued));
  }

  private static @Nullable String inputs(StepRow step) {
    var inputs = step.draft().inputs();
    return inputs.isEmpty() ? null : Json.text(inputs);
  }

  private static <T> @Nullable Object[] array(List<T> of, Function<T, @Nullable Object> part) {
    return of.stream().map(part).toArray();
  }
}
