package dev.tasker.task;

import dev.tasker.api.handler.NewTask;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.TaskTemplate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A task that is about to be stored. Not thread-safe. */
public final class TaskDraft implements NewTask {

  private final UUID taskId;
  private final LoadedTemplate loaded;
  private final TaskRequest request;
  private final Map<String, Object> context;
  private final String correlationId;
  private final List<StepDraft> steps;

  TaskDraft(
      UUID taskId,
      LoadedTemplate loaded,
      TaskRequest request,
      Map<String, Object> context,
      String correlationId) {
    this.taskId = taskId;
    this.loaded = loaded;
    this.request = request;
    this.context = context;
    this.correlationId = correlationId;
    this.steps =
        template().steps().stream()
            .map(step -> new StepDraft(step, request.bypassSteps().contains(step.name())))
            .toList();
  }

  @Override
  public UUID taskId() {
    return taskId;
  }

  @Override
  public Map<String, Object> context() {
    return context;
  }

  @Override
  public NewStep step(String name) {
    return steps.stream()
        .filter(step -> step.template().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The template has no step \""
                        + name
                        + "\"; its steps are "
                        + String.join(
                            ", ", steps.stream().map(step -> step.template().name()).toList())));
  }

  /** The template with its resolved configuration. */
  public LoadedTemplate loaded() {
    return loaded;
  }

  /** The template. */
  public TaskTemplate template() {
    return loaded.template();
  }

  /** What was asked for. */
  public TaskRequest request() {
    return request;
  }

  /** The request's correlation id, or a new one. */
  public String correlationId() {
    return correlationId;
  }

  /** The steps by number. */
  public List<StepDraft> steps() {
    return steps;
  }

  /** How many parents a step will wait for: bypassed ones are done already. */
  public int remainingParents(int stepNo) {
    int waiting = 0;
    for (int parent : template().graph().parents(stepNo)) {
      waiting += steps.get(parent).isBypassed() ? 0 : 1;
    }
    return waiting;
  }

  /** Whether no step depends on a step. */
  boolean isLeaf(int stepNo) {
    return template().graph().children(stepNo).length == 0;
  }

  /** Whether a step may run at once. */
  public boolean isReady(int stepNo) {
    return !steps.get(stepNo).isBypassed() && remainingParents(stepNo) == 0;
  }
}
