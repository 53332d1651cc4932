package dev.tasker.rest;

import dev.tasker.api.event.EventDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the document says of events, webhooks and registries. */
final class ApiEventCalls {

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> WEBHOOK =
      Map.of("url", "http://127.0.0.1:9/hook", "events", List.of("task.*", "step.failed"));

  private ApiEventCalls() {}

  static void addTo(Function<String, ApiCall> call) {
    call.apply("GET /events")
        .answer(200, "Every event that this node knows.", EventsDocument.class);
    call.apply("GET /events/{event_name}").answer(200, "The event.", EventDescription.class);
    call.apply("GET /events/stream")
        .repeated(
            "task_id",
            "Events of that task.",
            Map.of("type", "string", "format", "uuid"),
            ApiWords.TASK_ID)
        .repeated("name", "Events of that name; may end in a star.", TEXT, "step.*")
        .header("Last-Event-ID", "Goes on after that event.", "7311:7311:")
        .answerText(200, "Server-sent events, each a CloudEvent.", "text/event-stream");
    call.apply("POST /webhooks")
        .body("NewWebhook", WEBHOOK)
        .answer(201, "Registered; the key is not shown again.", WebhookDocument.class);
    call.apply("GET /webhooks").answer(200, "Every webhook.", WebhooksDocument.class);
    call.apply("GET /webhooks/{webhook_id}").answer(200, "The webhook.", WebhookDocument.class);
    call.apply("PATCH /webhooks/{webhook_id}")
        .body("WebhookChange", Map.of("enabled", false))
        .answer(200, "The webhook.", WebhookDocument.class);
    call.apply("DELETE /webhooks/{webhook_id}").answerNothing(204, "Forgotten.");
    call.apply("GET /registries")
        .answer(200, "Statistics and health of every registry.", RegistriesDocument.class);
    call.apply("GET /registries/{registry_name}")
        .query("format", "The format of an exporter.", TEXT, "csv")
        .answerIn(200, "Everything in it.", RegistryDocument.class, "text/csv");
  }
}
