package dev.tasker.api.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to change of a step; what is empty stays as it is. Begin with {@link #none()}.
 *
 * @param retryLimit how many attempts the step may take in all, 1 to 1,000,000; counts from the
 *     next failure on, and does not run a step by itself that has failed for good
 * @param inputs JSON members for its next attempts, in place of those it has
 * @since 0.1
 */
public record StepChange(Optional<Integer> retryLimit, Optional<Map<String, Object>> inputs) {

  /** Copies the map. */
  public StepChange {
    inputs = inputs.map(members -> Collections.unmodifiableMap(new LinkedHashMap<>(members)));
  }

  /** Changes nothing. */
  public static StepChange none() {
    return new StepChange(Optional.empty(), Optional.empty());
  }

  /** Changes the retry limit too. */
  public StepChange withRetryLimit(int newLimit) {
    return new StepChange(Optional.of(newLimit), inputs);
  }

  /** Replaces the inputs too. */
  public StepChange withInputs(Map<String, Object> newInputs) {
    return new StepChange(retryLimit, Optional.of(newInputs));
  }
}
