package dev.tasker.it.observer;

import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;

/** Has a mistake, and is refused for it. */
@SubscribeTo("task.completed")
@Dependent
public class MisspeltSubscriber implements WorkflowSubscriber {

  /** Never called. */
  public void onTaskComplete(TaskEvent.Completed event) {}
}
