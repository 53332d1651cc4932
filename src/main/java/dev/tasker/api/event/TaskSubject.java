package dev.tasker.api.event;

import java.util.UUID;

/**
 * The task that an event is about.
 *
 * @param taskId its id, a UUID version 7
 * @param namespace its template's namespace
 * @param taskName its template's name
 * @param version its template's version
 * @param correlationId ties together all that belongs to one business transaction
 * @since 0.1
 */
public record TaskSubject(
    UUID taskId, String namespace, String taskName, String version, String correlationId) {}
