package dev.tasker.it.observer;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Is told by name, and keeps it. */
@SubscribeTo({
  "task.created",
  "task.completed",
  "task.failed",
  "step.retry_scheduled",
  "order.placed"
})
@ApplicationScoped
public class RecordingSubscriber implements WorkflowSubscriber {

  @Inject private Recordings recordings;

  /** Told of a new task. */
  public void onTaskCreated(TaskEvent event) {
    recordings.add("subscriber", event.task().taskId(), event, "");
  }

  /** Told of the end of a task. */
  public void onTaskCompleted(TaskEvent.Completed event) {
    recordings.add("subscriber", event.task().taskId(), event, "");
  }

  /** Told of a task that cannot go on. */
  public void onTaskFailed(TaskEvent.Failed event) {
    recordings.add("subscriber", event.task().taskId(), event, ":" + event.errorMessage());
  }

  /** Told of a retry. */
  public void onStepRetryScheduled(StepEvent.RetryScheduled event) {
    recordings.add("subscriber", event.task().taskId(), event, ":" + event.step().attempt());
  }

  /** Told of an order. */
  public void onOrderPlaced(CustomEvent event) {
    recordings.add("subscriber", event.task().taskId(), event, ":" + event.data().get("order"));
  }
}
