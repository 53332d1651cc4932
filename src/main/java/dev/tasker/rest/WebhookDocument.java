package dev.tasker.rest;

import dev.tasker.delivery.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A webhook as the API shows it; its key is shown once, when it is registered. */
record WebhookDocument(
    UUID webhookId,
    String url,
    List<String> events,
    String description,
    boolean enabled,
    @Nullable String configuredAs,
    Optional<String> secret,
    Instant createdAt,
    long delivered,
    long givenUp,
    int failures,
    @Nullable String lastError,
    @Nullable Instant deliveredAt,
    @Nullable Instant nextAttemptAt,
    boolean caughtUp) {

  static WebhookDocument of(Webhook webhook) {
    return document(webhook, Optional.empty());
  }

  static WebhookDocument withSecret(Webhook webhook, String secret) {
    return document(webhook, Optional.of(secret));
  }

  private static WebhookDocument document(Webhook webhook, Optional<String> secret) {
    return new WebhookDocument(
        webhook.webhookId(),
        webhook.url(),
        webhook.events(),
        webhook.description(),
        webhook.enabled(),
        webhook.configured().orElse(null),
        secret,
        webhook.createdAt(),
        webhook.delivered(),
        webhook.givenUp(),
        webhook.failures(),
        webhook.lastError().orElse(null),
        webhook.deliveredAt().orElse(null),
        webhook.failures() > 0 ? webhook.dueAt() : null,
        webhook.behind() == 0);
  }
}
