package com.example.subscribers;

import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.TaskSubject;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Raises an incident in PagerDuty (Events API v2) when a task of a critical namespace fails, and
 * resolves it when the task goes on. On when {@code subscribers.pagerduty.routing-key} is set;
 * {@code subscribers.pagerduty.namespaces} lists the critical ones, all if it is not set.
 */
@SubscribeTo({"task.failed", "task.completed", "task.retry_requested", "task.resolved_manually"})
@Dependent
public class PagerDutySubscriber implements WorkflowSubscriber {

  private static final int LONGEST_SUMMARY = 1024;

  private final Outlet outlet = new Outlet();
  private final Optional<String> routingKey;
  private final List<String> namespaces;
  private final URI url;
  private final String environment;

  @Inject
  PagerDutySubscriber(
      @ConfigProperty(name = "subscribers.pagerduty.routing-key") Optional<String> routingKey,
      @ConfigProperty(name = "subscribers.pagerduty.namespaces") Optional<List<String>> namespaces,
      @ConfigProperty(
              name = "subscribers.pagerduty.url",
              defaultValue = "https://events.pagerduty.com/v2/enqueue")
          URI url,
      @ConfigProperty(name = "tasker.environment") String environment) {
    this.routingKey = routingKey;
    this.namespaces = namespaces.orElse(List.of());
    this.url = url;
    this.environment = environment;
  }

  /** Somebody has to look. */
  public void onTaskFailed(TaskEvent.Failed event) {
    String summary =
        "%s.%s failed at %s: %s"
            .formatted(
                event.task().namespace(),
                event.task().taskName(),
                event.failedStep().orElse("a step"),
                event.errorMessage());
    JsonObject payload =
        Json.createObjectBuilder()
            .add("summary", summary.substring(0, Math.min(summary.length(), LONGEST_SUMMARY)))
            .add("source", event.change().node().orElse("tasker"))
            .add("severity", environment.equals("production") ? "critical" : "warning")
            .add("timestamp", event.change().occurredAt().toString())
            .add("component", event.failedStep().orElse("task"))
            .add("group", event.task().namespace())
            .add("class", "task.failed")
            .add(
                "custom_details",
                Json.createObjectBuilder()
                    .add("task_id", event.task().taskId().toString())
                    .add("correlation_id", event.task().correlationId())
                    .add("version", event.task().version()))
            .build();
    send("trigger", event.task(), Optional.of(payload));
  }

  /** It went on to its end. */
  public void onTaskCompleted(TaskEvent.Completed event) {
    // A task that never failed has no incident; PagerDuty ignores a key that it does not know.
    send("resolve", event.task(), Optional.empty());
  }

  /** Somebody has looked. */
  public void onTaskRetryRequested(TaskEvent.RetryRequested event) {
    send("acknowledge", event.task(), Optional.empty());
  }

  /** Somebody has put it right. */
  public void onTaskResolvedManually(TaskEvent.ResolvedManually event) {
    send("resolve", event.task(), Optional.empty());
  }

  private void send(String action, TaskSubject task, Optional<JsonObject> payload) {
    boolean critical = namespaces.isEmpty() || namespaces.contains(task.namespace());
    if (routingKey.isEmpty() || !critical) {
      return;
    }
    JsonObjectBuilder event =
        Json.createObjectBuilder()
            .add("routing_key", routingKey.get())
            .add("event_action", action)
            .add("dedup_key", task.taskId().toString());
    payload.ifPresent(details -> event.add("payload", details));
    outlet.post(url, "application/json", Map.of(), event.build().toString());
  }
}
