package dev.tasker.task;

import dev.tasker.api.task.TaskRequest;
import java.util.List;

/**
 * Takes in new tasks as {@link dev.tasker.api.task.Tasks} does, with the same rules and errors, and
 * tells what was stored, for those who have to show it. Thread-safe.
 */
public interface TaskIntake {

  /** Stores a task; see {@link dev.tasker.api.task.Tasks#start}. */
  AcceptedTask accept(TaskRequest request);

  /** Stores tasks, all or none; see {@link dev.tasker.api.task.Tasks#startAll}. */
  List<AcceptedTask> acceptAll(List<TaskRequest> requests);
}
