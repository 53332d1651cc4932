package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What decides about a step.
 *
 * @param stepNo its number
 * @param name its name
 * @param state its state
 * @param attempts what was tried so far
 * @param asynchronous whether it holds no thread while it runs
 * @param nextRetryAt when its next attempt is due
 * @param queued its entry in the queue
 * @param holder the node that runs it
 * @param timeout how long an attempt may take
 */
record StepSnapshot(
    int stepNo,
    String name,
    StepState state,
    Attempts attempts,
    boolean asynchronous,
    Optional<Instant> nextRetryAt,
    Optional<QueueEntry> queued,
    Optional<Holder> holder,
    Optional<Duration> timeout) {

  StepSnapshot withTimeout(Optional<Duration> limit) {
    return new StepSnapshot(
        stepNo, name, state, attempts, asynchronous, nextRetryAt, queued, holder, limit);
  }

  /**
   * The attempts so far.
   *
   * @param made how many have begun
   * @param forgiven how many of them do not count
   * @param lostNodes how many nodes in a row died while they ran it
   * @param limit how many may count
   * @param retryable whether more than one may be made
   * @param last when the last one began
   * @param message what the last failure said
   * @param code the code of the last failure
   */
  record Attempts(
      int made,
      int forgiven,
      int lostNodes,
      int limit,
      boolean retryable,
      Optional<Instant> last,
      Optional<String> message,
      Optional<String> code) {

    /** How many count against the limit. */
    int counted() {
      return made - forgiven;
    }
  }

  /**
   * An entry in the queue.
   *
   * @param dueAt the step is not ready before
   */
  record QueueEntry(Optional<Instant> dueAt) {}

  /**
   * Who runs an attempt.
   *
   * @param node its name
   * @param seenAt its last sign of life
   * @param hasLeft whether it is gone
   */
  record Holder(String node, Instant seenAt, boolean hasLeft) {}
}
