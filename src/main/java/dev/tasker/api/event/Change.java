package dev.tasker.api.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The committed change that an event tells of: a row of the audit trail.
 *
 * @param eventId the id of that row, a UUID version 7: the same for everyone who is told, so that
 *     what is told twice can be recognised
 * @param occurredAt when it happened, by the database's clock
 * @param actor who did it: the engine, a handler, or the name of a person or an application
 * @param reason why, if there is something to say
 * @param node the node that did it
 * @since 0.1
 */
public record Change(
    UUID eventId,
    Instant occurredAt,
    String actor,
    Optional<String> reason,
    Optional<String> node) {}
