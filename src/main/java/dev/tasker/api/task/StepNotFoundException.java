package dev.tasker.api.task;

import java.util.UUID;

/**
 * The task has no step of that id.
 *
 * @since 0.1
 */
public class StepNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the ids that were looked for. */
  public StepNotFoundException(UUID taskId, UUID stepId) {
    super("Task " + taskId + " has no step " + stepId + ".");
  }
}
