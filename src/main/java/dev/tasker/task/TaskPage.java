package dev.tasker.task;

import dev.tasker.api.task.TaskView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Some tasks of a longer list, in its order.
 *
 * @param tasks these tasks
 * @param next the task after which the list goes on, if it does; not always the last of these
 */
public record TaskPage(List<Entry> tasks, Optional<UUID> next) {

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
