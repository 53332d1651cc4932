package dev.tasker.event;

import dev.tasker.api.event.WorkflowEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as they are shown outside of Java. */
public final class EventDocuments {

  private EventDocuments() {}

  /** What an event carries, as JSON members named in snake_case; the catalog has the schema. */
  public static Map<String, @Nullable Object> payload(WorkflowEvent event) {
    return EventShape.of(event.getClass()).payload(event);
  }
}
