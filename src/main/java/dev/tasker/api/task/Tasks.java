package dev.tasker.api.task;

import java.util.Optional;
import java.util.UUID;

/**
 * Starts, finds and cancels tasks from Java. Inject it; it is thread-safe.
 *
 * @since 0.1
 */
public interface Tasks {

  /**
   * Starts a task. Inside a JTA transaction the task exists if and only if that transaction
   * commits, and its steps start after that; otherwise it exists when the call returns.
   *
   * @return the new task; with an idempotency key that was used before, the first task
   * @throws TaskRefusedException if the request is wrong; says everything that is
   * @throws EngineBusyException if the engine has no room for more work now
   */
  StartedTask start(TaskRequest request);

  /** The task of that id, with its steps. */
  Optional<TaskView> find(UUID taskId);

  /**
   * Cancels a task: unfinished steps are cancelled, running handlers are told, their late results
   * are refused. Cancelling a cancelled task changes nothing.
   *
   * @param actor who cancels, for the audit trail
   * @param reason why, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws IllegalTaskStateException if the task has ended otherwise
   */
  void cancel(UUID taskId, String actor, String reason);
}
