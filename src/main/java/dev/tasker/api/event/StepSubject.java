package dev.tasker.api.event;

import java.util.UUID;

/**
 * The step that an event is about.
 *
 * @param stepId its id, a UUID version 7
 * @param stepName its name in the template
 * @param attempt the number of the attempt, from 1; 0 if there was none
 * @since 0.1
 */
public record StepSubject(UUID stepId, String stepName, int attempt) {}
