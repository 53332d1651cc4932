package dev.tasker.api.handler;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step leaves behind for the steps after it.
 *
 * @param results JSON members: strings, numbers, booleans, lists, maps, nulls; anything else, and
 *     results larger than {@code tasker.engine.max-result-size}, fail the step for good
 * @since 0.1
 */
public record StepResult(Map<String, Object> results) {

  private static final StepResult EMPTY = new StepResult(Map.of());

  /** Copies the members, so that later changes to the given map are not seen. */
  public StepResult {
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
  }

  /** No results. */
  public static StepResult empty() {
    return EMPTY;
  }

  /** All members of a map. */
  public static StepResult of(Map<String, Object> results) {
    return results.isEmpty() ? EMPTY : new StepResult(results);
  }

  /** One member. */
  public static StepResult of(String name, Object value) {
    return new StepResult(Map.of(name, value));
  }

  /** These results and one member more. */
  public StepResult and(String name, Object value) {
    var more = new LinkedHashMap<>(results);
    more.put(name, value);
    return new StepResult(more);
  }
}
