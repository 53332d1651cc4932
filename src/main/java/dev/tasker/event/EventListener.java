package dev.tasker.event;

import dev.tasker.api.event.WorkflowEvent;

/** Is told of events on the thread that publishes them; hands work over that takes long. */
public interface EventListener {

  /** What it is called in the log and in statistics. */
  String title();

  /** Whether it wants events of that name. */
  boolean wants(String eventName);

  /** Whether it wants any event that tells of a committed change. */
  boolean wantsChanges();

  /** An event that it wants. */
  void on(WorkflowEvent event);
}
