package dev.tasker.task;

import dev.tasker.api.handler.NewTask;
import dev.tasker.template.StepTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A step that is about to be stored. Not thread-safe. */
public final class StepDraft implements NewTask.NewStep {

  private final StepTemplate template;
  private final boolean bypassed;
  private Map<String, Object> inputs = Map.of();
  private int retryLimit;
  private boolean retryable;
  private Optional<String> dependentSystem;

  StepDraft(StepTemplate template, boolean bypassed) {
    this.template = template;
    this.bypassed = bypassed;
    this.retryLimit = template.retryLimit();
    this.retryable = template.retryable();
    this.dependentSystem = template.dependentSystem();
  }

  @Override
  public StepDraft inputs(Map<String, Object> members) {
    inputs = new LinkedHashMap<>(members);
    return this;
  }

  @Override
  public StepDraft retryLimit(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("A step takes at least 1 attempt, not " + attempts + ".");
    }
    retryLimit = attempts;
    return this;
  }

  @Override
  public StepDraft retryable(boolean mayBeRetried) {
    retryable = mayBeRetried;
    return this;
  }

  @Override
  public StepDraft dependentSystem(String system) {
    dependentSystem = Optional.of(system);
    return this;
  }

  /** The step's definition. */
  public StepTemplate template() {
    return template;
  }

  /** Whether the step is not to run. */
  public boolean isBypassed() {
    return bypassed;
  }

  /** The step's inputs; empty for none. */
  public Map<String, Object> inputs() {
    return inputs;
  }

  /** How many attempts it may take in all. */
  public int retryLimit() {
    return retryLimit;
  }

  boolean isRetryable() {
    return retryable;
  }

  Optional<String> dependentSystem() {
    return dependentSystem;
  }
}
