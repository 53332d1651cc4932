package dev.tasker.task;

import dev.tasker.api.task.TaskView;
import java.util.List;

/**
 * Some tasks of a longer list, in its order.
 *
 * @param tasks these tasks
 * @param more whether the list goes on after them
 */
public record TaskPage(List<Entry> tasks, boolean more) {

  /** Copies the list. */
  public TaskPage {
    tasks = List.copyOf(tasks);
  }

  /**
   * A task in a list.
   *
   * @param task the task, without its steps
   * @param steps how many steps are in which state, read in the same instant as the task
   */
  public record Entry(TaskView task, StepTally steps) {}
}
