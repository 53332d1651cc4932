package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Why a task is where it is.
 *
 * @param taskId the task
 * @param status its state
 * @param summary the whole in a few sentences
 * @param steps each step that has not ended, in the order of the template
 */
public record Explanation(UUID taskId, TaskState status, String summary, List<OfStep> steps) {

  /** Copies the list. */
  public Explanation {
    steps = List.copyOf(steps);
  }

  /**
   * Why a step has not ended.
   *
   * @param stepId the step
   * @param name its name
   * @param status its state
   * @param reason for machines
   * @param explanation one sentence or two for people
   * @param details what the sentence is made of, as JSON members; depends on the reason
   */
  public record OfStep(
      UUID stepId,
      String name,
      StepState status,
      Reason reason,
      String explanation,
      Map<String, Object> details) {

    /** Copies the map. */
    public OfStep {
      details = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
  }
}
