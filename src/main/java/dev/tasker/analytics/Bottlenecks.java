package dev.tasker.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What slows tasks down, the worst first.
 *
 * @param sample what the figures are computed from
 * @param slowestTasks the tasks that took longest
 * @param slowestSteps the steps whose attempts take longest, by their 95th percentile
 * @param longestWaits the steps that wait longest for a free slot, by their 95th percentile
 * @param errorPatterns what failed attempts say, the most frequent first
 */
public record Bottlenecks(
    Sample sample,
    List<SlowTask> slowestTasks,
    List<SlowStep> slowestSteps,
    List<SlowStep> longestWaits,
    List<ErrorPattern> errorPatterns) {

  /** Copies the lists. */
  public Bottlenecks {
    slowestTasks = List.copyOf(slowestTasks);
    slowestSteps = List.copyOf(slowestSteps);
    longestWaits = List.copyOf(longestWaits);
    errorPatterns = List.copyOf(errorPatterns);
  }

  /**
   * A task that took long.
   *
   * @param durationMs from its first step's start to its end
   */
  public record SlowTask(
      UUID taskId,
      String namespace,
      String name,
      String version,
      String status,
      Instant startedAt,
      Instant completedAt,
      double durationMs) {}

  /**
   * A step of a template.
   *
   * @param steps how many such steps there are in the sample
   * @param attempts how many attempts they took
   * @param retried how many of them took more than one
   * @param durationMs how long their last attempt took
   * @param waitMs how long they were ready before their first attempt
   */
  public record SlowStep(
      String namespace,
      String template,
      String version,
      String step,
      long steps,
      long attempts,
      long retried,
      Optional<Spread> durationMs,
      Optional<Spread> waitMs) {

    static SlowStep of(Performance.OfStep one) {
      return new SlowStep(
          one.namespace(),
          one.template(),
          one.version(),
          one.step(),
          one.figures().steps(),
          one.figures().attempts(),
          one.figures().retried(),
          one.figures().durationMs(),
          one.figures().waitMs());
    }
  }

  /**
   * Failed attempts that say the same.
   *
   * @param type the kind of error
   * @param code its code
   * @param pattern what they say, with # for each number
   * @param failures how many attempts failed so
   * @param tasks in how many tasks
   * @param lastAt when the last one failed
   * @param example what the last one said
   * @param exampleTaskId the task that it belongs to
   */
  public record ErrorPattern(
      String namespace,
      String template,
      String version,
      String step,
      Optional<String> type,
      Optional<String> code,
      String pattern,
      long failures,
      long tasks,
      Instant lastAt,
      String example,
      UUID exampleTaskId) {}
}
