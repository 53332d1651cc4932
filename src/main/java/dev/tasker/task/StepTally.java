package dev.tasker.task;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many steps of a task are in which state.
 *
 * @param total all of them
 * @param pending not begun, or between two attempts
 * @param inProgress running
 * @param complete done
 * @param error failed, for good or until their next attempt
 * @param cancelled stopped
 * @param resolvedManually declared done
 * @param ready of the pending ones, those that wait for no parent
 * @param waitingForRetry of those in error, the ones that will be tried again
 */
public record StepTally(
    int total,
    int pending,
    int inProgress,
    int complete,
    int error,
    int cancelled,
    int resolvedManually,
    int ready,
    int waitingForRetry) {

  /** Counts all steps of a task. */
  public static StepTally of(List<StepView> steps) {
    Map<StepState, Integer> counts = new HashMap<>();
    Map<String, StepState> states = new HashMap<>();
    for (StepView step : steps) {
      counts.merge(step.status(), 1, Integer::sum);
      states.put(step.name(), step.status());
    }
    return new StepTally(
        steps.size(),
        counts.getOrDefault(StepState.PENDING, 0),
        counts.getOrDefault(StepState.IN_PROGRESS, 0),
        counts.getOrDefault(StepState.COMPLETE, 0),
        counts.getOrDefault(StepState.ERROR, 0),
        counts.getOrDefault(StepState.CANCELLED, 0),
        counts.getOrDefault(StepState.RESOLVED_MANUALLY, 0),
        (int) steps.stream().filter(step -> isReady(step, states)).count(),
        (int) steps.stream().filter(step -> step.nextRetryAt().isPresent()).count());
  }

  private static boolean isReady(StepView step, Map<String, StepState> states) {
    return step.status() == StepState.PENDING
        && step.dependsOnSteps().stream()
            .allMatch(
                parent -> states.containsKey(parent) && states.get(parent).satisfiesChildren());
  }
}
