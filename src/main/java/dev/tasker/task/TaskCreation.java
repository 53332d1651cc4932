package dev.tasker.task;

import dev.tasker.api.handler.TaskHandler;
import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRefusedException.Problem;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Uuid7;
import dev.tasker.template.ContextSchema;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a task of a request: finds the template, checks everything, lets the hooks have a say. */
@ApplicationScoped
public class TaskCreation {

  private static final int LARGEST_BATCH = 1_000;

  /** Of all tasks of a batch together, as they are made in memory and stored in one transaction. */
  private static final int MOST_STEPS = 200_000;

  /** How many problems of a batch are told at least, if there are so many. */
  private static final int MOST_PROBLEMS = 100;

  @Inject private TemplateCatalog catalog;
  @Inject private TaskHooks hooks;
  @Inject private Uuid7 ids;
  @Inject private Clock clock;

  /**
   * The task that a request asks for, not stored yet.
   *
   * @throws TaskRefusedException if the request is wrong; says everything that is
   */
  public TaskDraft draft(TaskRequest request) {
    LoadedTemplate loaded = template(request);
    var problems = new ArrayList<Problem>();
    TaskLimits.check(request, problems);
    checkBypass(request, loaded, problems);
    ContextSchema.Checked checked = loaded.contextSchema().check(request.context());
    problems.addAll(checked.problems());
    if (!problems.isEmpty()) {
      throw new TaskRefusedException(problems);
    }
    var taskId = ids.next();
    String correlationId = request.correlationId().orElseGet(taskId::toString);
    var draft = new TaskDraft(taskId, loaded, request, checked.context(), correlationId);
    hooks.of(loaded).ifPresent(hook -> prepare(hook, draft));
    return draft;
  }

  /**
   * The tasks that requests ask for, not stored yet.
   *
   * @throws TaskRefusedException if a request is wrong; the paths tell which
   */
  public List<TaskDraft> drafts(List<TaskRequest> requests) {
    if (requests.isEmpty() || requests.size() > LARGEST_BATCH) {
      throw new TaskRefusedException(
          "tasks", "must hold 1 to %d tasks, not %d".formatted(LARGEST_BATCH, requests.size()));
    }
    List<TaskDraft> drafts = new ArrayList<>();
    int steps = 0;
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < requests.size() && problems.size() < MOST_PROBLEMS; i++) {
      String place = "tasks[" + i + "]";
      try {
        TaskDraft draft = draft(requests.get(i));
        drafts.add(draft);
        steps += draft.steps().size();
      } catch (TaskRefusedException e) {
        e.problems().forEach(problem -> problems.add(problem.below(place)));
      }
      if (steps > MOST_STEPS && i > 0) {
        throw new TaskRefusedException(
            "tasks",
            "may have %d steps together, and have more: start fewer tasks at once"
                .formatted(MOST_STEPS));
      }
    }
    if (!problems.isEmpty()) {
      throw new TaskRefusedException(problems);
    }
    return drafts;
  }

  /** How long a task is still to wait, by this node's clock: good enough to arm a timer. */
  public Optional<Duration> delay(TaskRequest request) {
    return request.runAt().map(at -> Duration.between(clock.instant(), at));
  }

  private LoadedTemplate template(TaskRequest request) {
    return catalog
        .find(request.namespace(), request.name(), request.version())
        .orElseThrow(() -> unknown(request));
  }

  private TaskRefusedException unknown(TaskRequest request) {
    return new TaskRefusedException(
        "name", catalog.unknown(request.namespace(), request.name(), request.version()));
  }

  private static void checkBypass(
      TaskRequest request, LoadedTemplate loaded, List<Problem> problems) {
    Map<String, StepTemplate> steps = new LinkedHashMap<>();
    loaded.template().steps().forEach(step -> steps.put(step.name(), step));
    for (int i = 0; i < request.bypassSteps().size(); i++) {
      String name = request.bypassSteps().get(i);
      StepTemplate step = steps.get(name);
      String path = "bypass_steps[" + i + "]";
      if (step == null) {
        problems.add(
            new Problem(
                path,
                "there is no step \"%s\"; the steps are %s"
                    .formatted(name, String.join(", ", steps.keySet()))));
      } else if (!step.skippable()) {
        problems.add(
            new Problem(path, "the step \"%s\" is not skippable in its template".formatted(name)));
      }
    }
  }

  private static void prepare(TaskHandler hook, TaskDraft draft) {
    try {
      hook.prepare(draft);
    } catch (TaskRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TaskRefusedException(
          "context", "the template's task handler refused the task: " + e.getMessage());
    }
  }
}
