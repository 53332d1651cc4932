package dev.tasker.task;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.TaskState;
import dev.tasker.database.ArrayText;
import dev.tasker.database.Json;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    TaskState status() {
      if (draft.steps().stream().allMatch(StepDraft::isBypassed)) {
        return TaskState.COMPLETE;
      }
      return isStarted() ? TaskState.IN_PROGRESS : TaskState.PENDING;
    }

    /** As precise as the table keeps it. */
    Optional<Instant> runAt() {
      return draft.request().runAt().map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }
  }

  /** A step of such a task. */
  record StepRow(NewRow task, int stepNo) {

    StepDraft draft() {
      return task.draft().steps().get(stepNo);
    }

    Placement placement() {
      return task.placements().get(stepNo);
    }

    StepState state() {
      if (draft().isBypassed()) {
        return StepState.RESOLVED_MANUALLY;
      }
      return placement().token() == null ? StepState.PENDING : StepState.IN_PROGRESS;
    }

    @Nullable String inputsText() {
      var inputs = draft().inputs();
      return inputs.isEmpty() ? null : Json.text(inputs);
    }

    boolean isQueued() {
      return task.draft().isReady(stepNo) && placement().token() == null;
    }
  }

  /**
   * Stores the tasks, all or none.
   *
   * @return when, by the database's clock
   */
  public static Instant insert(Connection connection, int nodeId, List<NewRow> tasks)
      throws SQLException {
    List<StepRow> steps = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < tasks.size(); place++) {
      for (int stepNo = 0; stepNo < tasks.get(place).placements().size(); stepNo++) {
        steps.add(new StepRow(tasks.get(place), stepNo));
        places.add(place + 1);
      }
    }
    try (NamedStatement statement = CREATE.on(connection)) {
      statement.set("node", nodeId);
      bindTasks(statement, tasks);
      bindRequests(statement, tasks);
      statement.setArray("step_task", "int4", places.toArray());
      bindSteps(statement, steps);
      try (ResultSet row = statement.query()) {
        row.next();
        return row.getObject("at", OffsetDateTime.class).toInstant();
      }
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
        .setArray("status", "text", array(tasks, task -> task.status().word()))
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
                tasks,
                task ->
                    task.runAt().map(at -> at.atOffset(ZoneOffset.UTC).toString()).orElse(null)));
  }

  private static void bindSteps(NamedStatement statement, List<StepRow> steps) throws SQLException {
    statement
        .setArray("step_no", "int4", array(steps, StepRow::stepNo))
        .setArray("name", "text", array(steps, step -> step.draft().template().name()))
        .setArray("state", "text", array(steps, step -> step.state().word()))
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
        .setArray("inputs", "text", array(steps, StepRow::inputsText))
        .setArray("leaf", "bool", array(steps, step -> step.task().draft().isLeaf(step.stepNo())))
        .setArray("token", "int8", array(steps, step -> step.placement().token()))
        .setArray("queued", "bool", array(steps, StepRow::isQueued));
  }

  private static <T> @Nullable Object[] array(List<T> of, Function<T, @Nullable Object> part) {
    return of.stream().map(part).toArray();
  }
}
