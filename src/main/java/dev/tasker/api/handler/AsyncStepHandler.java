package dev.tasker.api.handler;

import java.util.concurrent.CompletionStage;

/**
 * Does the work of a step without holding a thread while it waits.
 *
 * <p>The same rules as for {@link StepHandler} hold. The method itself runs on a managed thread and
 * should return soon; the stage may complete on any thread. A stage that completes exceptionally
 * counts as a failed attempt with that exception. How many such steps a node runs at once is
 * bounded by {@code tasker.engine.async-steps}, not by its threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AsyncStepHandler {

  /**
   * Begins the step's work.
   *
   * @param step what is known of the attempt and of the steps before it
   * @return completes with the results to store
   * @throws Exception when the work could not even begin
   */
  CompletionStage<StepResult> handle(StepContext step) throws Exception;
}
