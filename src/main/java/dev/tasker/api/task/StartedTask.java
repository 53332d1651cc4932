package dev.tasker.api.task;

import java.util.UUID;

/**
 * The answer to a wish to start a task.
 *
 * @param taskId the task, a UUID version 7
 * @param created false if the request's idempotency key was used before, and this is the first task
 * @since 0.1
 */
public record StartedTask(UUID taskId, boolean created) {}
