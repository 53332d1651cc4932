package dev.tasker.api.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A step as it was at one moment.
 *
 * @param stepId a UUID version 7
 * @param taskId its task
 * @param name its name in the template
 * @param status its state
 * @param dependentSystem the system it depends on
 * @param dependsOnSteps the names of its parents
 * @param attempts how many attempts have begun
 * @param retryLimit how many it may take in all
 * @param retryable whether a failed attempt may be followed by another
 * @param skippable whether it may be bypassed
 * @param inputs set by a task handler or an operator
 * @param results what it left behind
 * @param error what went wrong last, as JSON members (message, type, code, frames …)
 * @param lastAttemptedAt when the last attempt began
 * @param nextRetryAt when the next attempt is due
 * @param startedAt when the first attempt began
 * @param completedAt when it ended
 * @since 0.1
 */
public record StepView(
    UUID stepId,
    UUID taskId,
    String name,
    StepState status,
    Optional<String> dependentSystem,
    List<String> dependsOnSteps,
    int attempts,
    int retryLimit,
    boolean retryable,
    boolean skippable,
    Map<String, Object> inputs,
    Optional<Map<String, Object>> results,
    Optional<Map<String, Object>> error,
    Optional<Instant> lastAttemptedAt,
    Optional<Instant> nextRetryAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt) {}
