package dev.tasker.api.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of the application's own, published by a handler with {@link
 * dev.tasker.api.handler.StepContext#publish}; told once the attempt's success is committed.
 *
 * @param change the moment and the node of the commit
 * @param task the task
 * @param step the step that published it
 * @param name as declared, for instance {@code order.placed}
 * @param data what the handler gave: JSON members
 * @since 0.1
 */
public record CustomEvent(
    Change change, TaskSubject task, StepSubject step, String name, Map<String, Object> data)
    implements WorkflowEvent {

  /** Copies the members. */
  public CustomEvent {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }
}
