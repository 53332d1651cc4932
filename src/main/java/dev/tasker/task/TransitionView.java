package dev.tasker.task;

import dev.tasker.api.task.StepState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One change of state of a task or of one of its steps. The words for the states of both are the
 * same.
 *
 * @param transitionId a UUID version 7
 * @param taskId the task
 * @param stepId the step; empty if the task itself changed
 * @param stepName the step's name; empty if the task itself changed
 * @param fromState the state before; empty for the first
 * @param toState the state after
 * @param attempt the step's attempt that led to it, if one did
 * @param actor who did it: the engine, or the name of a person or an application
 * @param node the name of the node that did it, if one did
 * @param reason why
 * @param error what went wrong, as JSON members
 * @param occurredAt when, by the database's clock
 */
public record TransitionView(
    UUID transitionId,
    UUID taskId,
    Optional<UUID> stepId,
    Optional<String> stepName,
    Optional<StepState> fromState,
    StepState toState,
    Optional<Integer> attempt,
    String actor,
    Optional<String> node,
    Optional<String> reason,
    Optional<Map<String, Object>> error,
    Instant occurredAt) {}
