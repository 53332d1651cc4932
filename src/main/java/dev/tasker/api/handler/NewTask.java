package dev.tasker.api.handler;

import java.util.Map;
import java.util.UUID;

/**
 * A task that is about to be stored, as its {@link TaskHandler} sees it.
 *
 * @since 0.1
 */
public interface NewTask {

  /** The id that the task will have. */
  UUID taskId();

  /** The task's context, schema defaults filled in. */
  Map<String, Object> context();

  /**
   * The step of that name.
   *
   * @throws IllegalArgumentException if the template has no such step; the message lists them
   */
  NewStep step(String name);

  /**
   * A step that is about to be stored; the values given by the template hold until one is set.
   *
   * @since 0.1
   */
  interface NewStep {

    /** Replaces the step's inputs. */
    NewStep inputs(Map<String, Object> inputs);

    /** Sets how many attempts the step may take in all; at least 1. */
    NewStep retryLimit(int attempts);

    /** Sets whether a failed attempt may be followed by another. */
    NewStep retryable(boolean retryable);

    /** Sets the system that the step depends on. */
    NewStep dependentSystem(String system);
  }
}
