package com.example.subscribers;

import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.TaskSubject;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells a Slack channel of tasks that failed or were cancelled, and in production of nothing less;
 * elsewhere of completed ones too. On when {@code subscribers.slack.url}, an incoming webhook, is
 * set; {@code subscribers.slack.channel} overrides its channel.
 */
@SubscribeTo({"task.completed", "task.failed", "task.cancelled", "step.failed"})
@Dependent
public class SlackSubscriber implements WorkflowSubscriber {

  private final Outlet outlet = new Outlet();
  private final Optional<URI> url;
  private final Optional<String> channel;
  private final String environment;

  @Inject
  SlackSubscriber(
      @ConfigProperty(name = "subscribers.slack.url") Optional<URI> url,
      @ConfigProperty(name = "subscribers.slack.channel") Optional<String> channel,
      @ConfigProperty(name = "tasker.environment") String environment) {
    this.url = url;
    this.channel = channel;
    this.environment = environment;
  }

  /** Good news, where there is time for it. */
  public void onTaskCompleted(TaskEvent.Completed event) {
    if (!environment.equals("production")) {
      tell(
          ":white_check_mark:",
          "%s completed in %.1f s"
              .formatted(name(event.task()), event.executionDuration().toMillis() / 1000.0),
          "",
          event.task());
    }
  }

  /** A task that waits for an operator. */
  public void onTaskFailed(TaskEvent.Failed event) {
    tell(
        ":x:",
        "%s failed at %s".formatted(name(event.task()), event.failedStep().orElse("a step")),
        event.errorMessage(),
        event.task());
  }

  /** A task that somebody stopped. */
  public void onTaskCancelled(TaskEvent.Cancelled event) {
    tell(
        ":no_entry:",
        "%s was cancelled by %s".formatted(name(event.task()), event.change().actor()),
        event.change().reason().orElse(""),
        event.task());
  }

  /** A step that will not be tried again, while the task may still go on. */
  public void onStepFailed(StepEvent.Failed event) {
    tell(
        ":warning:",
        "step %s of %s failed for good".formatted(event.step().stepName(), name(event.task())),
        event.errorMessage(),
        event.task());
  }

  private void tell(String icon, String headline, String detail, TaskSubject task) {
    url.ifPresent(
        to ->
            outlet.post(
                to, "application/json", Map.of(), message(icon + " " + headline, detail, task)));
  }

  private String message(String headline, String detail, TaskSubject task) {
    JsonObjectBuilder message = Json.createObjectBuilder();
    channel.ifPresent(name -> message.add("channel", name));
    var blocks = Json.createArrayBuilder().add(section("*" + escaped(headline) + "*"));
    if (!detail.isBlank()) {
      blocks.add(section("```" + escaped(detail) + "```"));
    }
    String context =
        "%s · task %s · %s".formatted(environment, task.taskId(), task.correlationId());
    blocks.add(
        Json.createObjectBuilder()
            .add("type", "context")
            .add("elements", Json.createArrayBuilder().add(text(escaped(context)))));
    return message.add("text", headline).add("blocks", blocks).build().toString();
  }

  private static JsonObjectBuilder section(String markdown) {
    return Json.createObjectBuilder().add("type", "section").add("text", text(markdown));
  }

  private static JsonObjectBuilder text(String markdown) {
    return Json.createObjectBuilder().add("type", "mrkdwn").add("text", markdown);
  }

  /** What Slack takes for markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String name(TaskSubject task) {
    return task.namespace() + "." + task.taskName();
  }
}
