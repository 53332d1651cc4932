package com.example.subscribers;

import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Several systems from one place: an audit line for every end of a task, an alert for failures that
 * an operator must see, and a note to a business endpoint, once for each task, however often its
 * steps were retried. Each part is on when its URL is set.
 */
@SubscribeTo({"task.started", "task.completed", "task.failed", "step.retry_scheduled"})
@Dependent
public class ComprehensiveSubscriber implements WorkflowSubscriber {

  private static final Logger AUDIT = System.getLogger("audit");
  private static final int MOST_TASKS = 10_000;

  private final Outlet outlet = new Outlet();
  private final Optional<URI> alerts;
  private final Optional<URI> business;

  /** Retries seen of tasks under way; the oldest are forgotten. Only one thread calls at a time. */
  private final Map<UUID, Integer> retries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > MOST_TASKS;
        }
      };

  @Inject
  ComprehensiveSubscriber(
      @ConfigProperty(name = "subscribers.comprehensive.alerts-url") Optional<URI> alerts,
      @ConfigProperty(name = "subscribers.comprehensive.business-url") Optional<URI> business) {
    this.alerts = alerts;
    this.business = business;
  }

  /** Begins to count. */
  public void onTaskStarted(TaskEvent.Started event) {
    retries.put(event.task().taskId(), 0);
  }

  /** Counts. */
  public void onStepRetryScheduled(StepEvent.RetryScheduled event) {
    retries.merge(event.task().taskId(), 1, Integer::sum);
  }

  /** Tells the business, and the audit. */
  public void onTaskCompleted(TaskEvent.Completed event) {
    audit(event, event.task().taskId());
    business.ifPresent(
        to ->
            post(
                to,
                summary(event, "completed")
                    .add("seconds", event.executionDuration().toMillis() / 1000.0)
                    .add("retries", retried(event.task().taskId()))));
  }

  /** Tells the operators, the business, and the audit. */
  public void onTaskFailed(TaskEvent.Failed event) {
    audit(event, event.task().taskId());
    int count = retried(event.task().taskId());
    alerts.ifPresent(
        to ->
            post(
                to,
                summary(event, "failed")
                    .add("error", event.errorMessage())
                    .add("step", event.failedStep().orElse(""))
                    .add("retries", count)));
    business.ifPresent(to -> post(to, summary(event, "failed").add("retries", count)));
  }

  private int retried(UUID taskId) {
    return Optional.ofNullable(retries.remove(taskId)).orElse(0);
  }

  private static void audit(WorkflowEvent event, UUID taskId) {
    AUDIT.log(Level.INFO, "{0} {1}", event.name(), taskId);
  }

  private static JsonObjectBuilder summary(TaskEvent event, String what) {
    return Json.createObjectBuilder()
        .add("what", what)
        .add("workflow", event.task().namespace() + "." + event.task().taskName())
        .add("task_id", event.task().taskId().toString())
        .add("correlation_id", event.task().correlationId())
        .add("at", event.change().occurredAt().toString());
  }

  private void post(URI to, JsonObjectBuilder document) {
    outlet.post(to, "application/json", Map.of(), document.build().toString());
  }
}
