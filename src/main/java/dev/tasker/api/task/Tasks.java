package dev.tasker.api.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts, finds, changes, repairs and cancels tasks from Java. Inject it; it is thread-safe.
 *
 * <p>Inside a JTA transaction each call takes part in it, and what follows from it (steps start,
 * handlers are told) happens after the commit; otherwise it is done when the call returns.
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

  /**
   * Starts up to 1,000 tasks, all or none, in one transaction: the caller's, or one of its own.
   * Their idempotency keys must be all new, or all have started the same tasks before.
   *
   * @return the new tasks in the order of the requests; with keys that were used before, the first
   *     ones
   * @throws TaskRefusedException if a request is wrong; says everything that is, each with the
   *     place of its request: {@code tasks[3].context.cart_id}
   * @throws EngineBusyException if the engine has no room for more work now
   */
  List<StartedTask> startAll(List<TaskRequest> requests);

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

  /**
   * Changes the reason, the tags or the priority of a task, in whatever state it is.
   *
   * @param actor who changes it, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws TaskRefusedException if a new value is wrong
   */
  void change(UUID taskId, TaskChange change, String actor);

  /**
   * Gives each step of a task that failed for good a fresh budget of attempts and runs it again, so
   * that a task in error goes on. Finished steps are not run again.
   *
   * @param actor who wants it, for the audit trail
   * @param reason why, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws IllegalTaskStateException if no step of it has failed for good
   */
  void retry(UUID taskId, String actor, String reason);

  /**
   * Changes the retry limit or the inputs of a step that has not ended. An attempt that runs keeps
   * the inputs that it began with.
   *
   * @param actor who changes it, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws StepNotFoundException if the task has no such step
   * @throws IllegalTaskStateException if the step has ended
   * @throws TaskRefusedException if a new value is wrong
   */
  void changeStep(UUID taskId, UUID stepId, StepChange change, String actor);

  /**
   * Gives a step in error a fresh budget of attempts and runs it again at once.
   *
   * @param actor who wants it, for the audit trail
   * @param reason why, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws StepNotFoundException if the task has no such step
   * @throws IllegalTaskStateException if the step is not in error
   */
  void retryStep(UUID taskId, UUID stepId, String actor, String reason);

  /**
   * Declares a step done that is pending or in error: it becomes {@code resolved_manually} and its
   * children go on with these results.
   *
   * @param results JSON members, as the step's handler would have left them
   * @param actor who resolves it, for the audit trail
   * @param reason why, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws StepNotFoundException if the task has no such step
   * @throws IllegalTaskStateException if the step is running or has ended
   * @throws TaskRefusedException if the results cannot be stored as JSON, or are too large
   */
  void resolveStep(
      UUID taskId, UUID stepId, Map<String, Object> results, String actor, String reason);

  /**
   * Cancels one step: a running handler is told, its late result is refused. Steps that need it can
   * then never run, so the task ends in error unless they are resolved. Cancelling a cancelled step
   * changes nothing.
   *
   * @param actor who cancels, for the audit trail
   * @param reason why, for the audit trail
   * @throws TaskNotFoundException if there is no such task
   * @throws StepNotFoundException if the task has no such step
   * @throws IllegalTaskStateException if the step has ended otherwise
   */
  void cancelStep(UUID taskId, UUID stepId, String actor, String reason);
}
