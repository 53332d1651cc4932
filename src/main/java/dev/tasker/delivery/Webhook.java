package dev.tasker.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A webhook and how it fares.
 *
 * @param configured its name in the configuration, if it is from there
 * @param events names of events, or their beginnings with a star; empty for all
 * @param failures how often in a row its receiver has failed
 * @param dueAt when it is told again, after a failure
 * @param delivered how many events its receiver has taken
 * @param givenUp how many its receiver refused for good
 * @param behind how many transactions it has not been told of; 0 if it has caught up
 */
public record Webhook(
    UUID webhookId,
    Optional<String> configured,
    String url,
    List<String> events,
    String description,
    boolean enabled,
    Instant createdAt,
    int failures,
    Instant dueAt,
    Optional<String> lastError,
    long delivered,
    long givenUp,
    Optional<Instant> deliveredAt,
    long behind) {

  /** Copies the names. */
  public Webhook {
    events = List.copyOf(events);
  }
}
