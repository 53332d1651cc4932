package dev.tasker.engine;

import java.util.Optional;
import java.util.UUID;

/**
 * What the database says of a step that this node holds.
 *
 * @param taskId its task
 * @param stepNo its place in the template
 * @param attempt the number of the attempt, from 1
 * @param token the fence: only who knows it can commit the attempt's outcome
 * @param forgiven how many earlier attempts do not count against the limit
 * @param retryLimit how many attempts the step may take in all, as it is stored
 * @param inputs the step's inputs as JSON text
 */
record Claim(
    UUID taskId,
    int stepNo,
    int attempt,
    long token,
    int forgiven,
    int retryLimit,
    Optional<String> inputs) {

  StepKey key() {
    return new StepKey(taskId, stepNo);
  }
}
