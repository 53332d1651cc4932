package dev.tasker.api.handler;

import dev.tasker.api.task.TaskView;
import java.util.Map;

/**
 * Hooks at the two ends of a task's life, for templates that name it as {@code task_handler_class}.
 * Write one as a CDI bean; it is found like a step handler.
 *
 * @since 0.1
 */
public interface TaskHandler {

  /**
   * Called before a new task is stored: may set defaults on its steps. Runs on the submitter's
   * thread, in the submitter's transaction if there is one. An exception refuses the task.
   */
  default void prepare(NewTask task) {}

  /**
   * Called after a task ended as {@code complete}, {@code cancelled} or {@code resolved_manually}:
   * returns annotations, which are stored and shown with it. Runs on a managed thread, in a
   * transaction that also stores the annotations; tried again until it succeeds, also after a
   * crash.
   *
   * @return JSON members; empty for none
   */
  default Map<String, Object> annotate(TaskView task) {
    return Map.of();
  }
}
