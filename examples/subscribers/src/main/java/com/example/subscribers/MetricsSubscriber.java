package com.example.subscribers;

import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.TaskSubject;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends counts and durations to a StatsD server, with tags as Datadog and Telegraf take them. On
 * when {@code subscribers.statsd.host} is set. Tags are names of workflows and steps, never ids: of
 * those there are too many.
 */
@SubscribeTo({
  "task.completed",
  "task.failed",
  "task.cancelled",
  "step.completed",
  "step.failed",
  "step.retry_scheduled"
})
@Dependent
public class MetricsSubscriber implements WorkflowSubscriber {

  private final Optional<String> host;
  private final int port;

  @Inject
  MetricsSubscriber(
      @ConfigProperty(name = "subscribers.statsd.host") Optional<String> host,
      @ConfigProperty(name = "subscribers.statsd.port", defaultValue = "8125") int port) {
    this.host = host;
    this.port = port;
  }

  /** A count and a duration. */
  public void onTaskCompleted(TaskEvent.Completed event) {
    send(duration("tasker.task.duration", event.executionDuration(), tags(event.task())));
    send(count("tasker.task", tags(event.task()) + ",status:complete"));
  }

  /** A count. */
  public void onTaskFailed(TaskEvent.Failed event) {
    send(count("tasker.task", tags(event.task()) + ",status:error"));
  }

  /** A count. */
  public void onTaskCancelled(TaskEvent.Cancelled event) {
    send(count("tasker.task", tags(event.task()) + ",status:cancelled"));
  }

  /** A count and a duration. */
  public void onStepCompleted(StepEvent.Completed event) {
    send(duration("tasker.step.duration", event.executionDuration(), tags(event)));
    send(count("tasker.step", tags(event) + ",status:complete"));
  }

  /** A count. */
  public void onStepFailed(StepEvent.Failed event) {
    send(count("tasker.step", tags(event) + ",status:error"));
  }

  /** A count. */
  public void onStepRetryScheduled(StepEvent.RetryScheduled event) {
    send(count("tasker.step", tags(event) + ",status:retry"));
  }

  private static String count(String name, String tags) {
    return name + ":1|c|#" + tags;
  }

  private static String duration(String name, Duration time, String tags) {
    return name + ":" + time.toMillis() + "|ms|#" + tags;
  }

  private static String tags(TaskSubject task) {
    return "namespace:%s,task:%s,version:%s"
        .formatted(task.namespace(), task.taskName(), task.version());
  }

  private static String tags(StepEvent event) {
    return tags(event.task()) + ",step:" + event.step().stepName();
  }

  private void send(String line) {
    if (host.isEmpty()) {
      return;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(host.get()), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
