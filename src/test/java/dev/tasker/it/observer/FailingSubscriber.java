package dev.tasker.it.observer;

import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import jakarta.enterprise.context.Dependent;

/** Throws at everything that it is told. */
@SubscribeTo("task.completed")
@Dependent
public class FailingSubscriber implements WorkflowSubscriber {

  /** Throws. */
  public void onTaskCompleted(TaskEvent.Completed event) {
    throw new IllegalStateException("A subscriber fails, as the test wants.");
  }
}
