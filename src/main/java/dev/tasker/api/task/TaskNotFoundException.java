package dev.tasker.api.task;

import java.util.UUID;

/**
 * There is no task of that id.
 *
 * @since 0.1
 */
public class TaskNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the id that was looked for. */
  public TaskNotFoundException(UUID taskId) {
    super("There is no task " + taskId + ".");
  }
}
