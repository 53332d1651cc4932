package com.example.subscribers;

import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reports failed attempts to Sentry, grouped so that one mistake is one issue: by workflow, step
 * and the kind of error, not by the words of its message. On when {@code subscribers.sentry.dsn} is
 * set.
 */
@SubscribeTo({"step.failed", "step.retry_scheduled"})
@Dependent
public class SentrySubscriber implements WorkflowSubscriber {

  private static final String CLIENT = "tasker-example/1.0";

  private final Outlet outlet = new Outlet();
  private final Optional<URI> dsn;
  private final String environment;
  private final Clock clock;

  @Inject
  SentrySubscriber(
      @ConfigProperty(name = "subscribers.sentry.dsn") Optional<URI> dsn,
      @ConfigProperty(name = "tasker.environment") String environment) {
    this.dsn = dsn;
    this.environment = environment;
    this.clock = Clock.systemUTC();
  }

  /** No other attempt follows: an error. */
  public void onStepFailed(StepEvent.Failed event) {
    report(event, "error", event.errorMessage(), event.error());
  }

  /** Another attempt follows: a warning. */
  public void onStepRetryScheduled(StepEvent.RetryScheduled event) {
    report(event, "warning", event.errorMessage(), event.error());
  }

  private void report(StepEvent event, String level, String message, Map<String, Object> error) {
    if (dsn.isEmpty()) {
      return;
    }
    String id = event.change().eventId().toString().replace("-", "");
    String kind = String.valueOf(error.getOrDefault("code", error.getOrDefault("type", "error")));
    String header =
        Json.createObjectBuilder()
            .add("event_id", id)
            .add("sent_at", clock.instant().toString())
            .build()
            .toString();
    String body =
        header + "\n{\"type\":\"event\"}\n" + sentryEvent(event, id, level, kind, message) + "\n";
    outlet.post(
        endpoint(dsn.get()),
        "application/x-sentry-envelope",
        Map.of("X-Sentry-Auth", authorization(dsn.get())),
        body);
  }

  private JsonObject sentryEvent(
      StepEvent event, String id, String level, String kind, String message) {
    String workflow = event.task().namespace() + "." + event.task().taskName();
    return Json.createObjectBuilder()
        .add("event_id", id)
        .add("timestamp", event.change().occurredAt().toString())
        .add("platform", "java")
        .add("level", level)
        .add("logger", "tasker")
        .add("environment", environment)
        .add("transaction", workflow + "/" + event.step().stepName())
        .add("server_name", event.change().node().orElse("tasker"))
        .add(
            "fingerprint",
            Json.createArrayBuilder().add(workflow).add(event.step().stepName()).add(kind))
        .add(
            "exception",
            Json.createObjectBuilder()
                .add(
                    "values",
                    Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("type", kind).add("value", message))))
        .add(
            "tags",
            Json.createObjectBuilder()
                .add("namespace", event.task().namespace())
                .add("task", event.task().taskName())
                .add("step", event.step().stepName())
                .add("attempt", String.valueOf(event.step().attempt())))
        .add(
            "extra",
            Json.createObjectBuilder()
                .add("task_id", event.task().taskId().toString())
                .add("correlation_id", event.task().correlationId()))
        .build();
  }

  /** {@code https://KEY@host/PROJECT} to {@code https://host/api/PROJECT/envelope/}. */
  private static URI endpoint(URI dsn) {
    String port = dsn.getPort() < 0 ? "" : ":" + dsn.getPort();
    String project = dsn.getPath().substring(1);
    return URI.create(
        "%s://%s%s/api/%s/envelope/".formatted(dsn.getScheme(), dsn.getHost(), port, project));
  }

  private static String authorization(URI dsn) {
    return "Sentry sentry_version=7, sentry_client=%s, sentry_key=%s"
        .formatted(CLIENT, dsn.getUserInfo());
  }
}
