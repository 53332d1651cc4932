package dev.tasker.analytics;

import java.util.List;
import java.util.Optional;

/**
 * How fast and how well tasks go.
 *
 * @param sample what the figures are computed from
 * @param tasks the tasks that ended
 * @param steps their steps; of the newest tasks alone
 */
public record Performance(Sample sample, TaskFigures tasks, StepFigures steps) {

  /**
   * Figures of tasks.
   *
   * @param ended how many ended, or went into error
   * @param complete how many of them are complete
   * @param error how many went into error and still are
   * @param cancelled how many were cancelled
   * @param resolvedManually how many were declared done
   * @param throughputPerHour how many became complete in an hour
   * @param completionRate the share that is complete, 0 to 1; empty if none ended
   * @param errorRate the share in error, 0 to 1; empty if none ended
   * @param durationMs from the first step's start to the end, of complete tasks
   * @param startDelayMs from when a task could start until its first step did
   */
  public record TaskFigures(
      long ended,
      long complete,
      long error,
      long cancelled,
      long resolvedManually,
      double throughputPerHour,
      Optional<Double> completionRate,
      Optional<Double> errorRate,
      Optional<Spread> durationMs,
      Optional<Spread> startDelayMs) {}

  /**
   * Figures of steps.
   *
   * @param sampledTasks of how many tasks
   * @param steps how many steps
   * @param attempts how many attempts they took
   * @param retried how many steps took more than one
   * @param retryRate the share of those, 0 to 1; empty if there are no steps
   * @param durationMs how long their last attempt took
   * @param waitMs how long they were ready before their first attempt
   */
  public record StepFigures(
      long sampledTasks,
      long steps,
      long attempts,
      long retried,
      Optional<Double> retryRate,
      Optional<Spread> durationMs,
      Optional<Spread> waitMs) {}

  /**
   * Figures of one step of a template.
   *
   * @param namespace the template's namespace
   * @param template the template's name
   * @param version the template's version
   * @param step the step's name
   * @param figures the figures
   */
  public record OfStep(
      String namespace, String template, String version, String step, StepFigures figures) {}

  /** All steps together, and each by itself. */
  record ByStep(StepFigures all, List<OfStep> each) {

    ByStep {
      each = List.copyOf(each);
    }
  }
}
