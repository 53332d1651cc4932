package dev.tasker.delivery;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.database.Json;
import dev.tasker.event.EventDocuments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it leaves Tasker: a CloudEvent of version 1.0 in JSON.
 *
 * @param id the id of the change; the same each time that it is told
 * @param name the public name
 * @param taskId the task that it is about
 * @param json the whole event
 */
record OutsideEvent(UUID id, String name, UUID taskId, String json) {

  private static final String TYPE_PREFIX = "dev.tasker.";

  /** The event of a change; empty if the change is none. */
  static Optional<OutsideEvent> of(ChangeRow row) {
    return ChangeEvents.of(row).map(event -> of(row, event));
  }

  private static OutsideEvent of(ChangeRow row, WorkflowEvent event) {
    Map<String, @Nullable Object> data = EventDocuments.payload(event);
    var cloudEvent = new LinkedHashMap<String, @Nullable Object>();
    cloudEvent.put("specversion", "1.0");
    cloudEvent.put("id", row.eventId().toString());
    cloudEvent.put("source", "/tasker");
    cloudEvent.put("type", TYPE_PREFIX + event.name());
    cloudEvent.put("subject", row.task().taskId().toString());
    cloudEvent.put("time", data.get("occurred_at"));
    cloudEvent.put("datacontenttype", "application/json");
    if (event instanceof CustomEvent) {
      cloudEvent.put("dataschema", "/tasker/events/" + event.name());
    }
    cloudEvent.put("data", data);
    return new OutsideEvent(
        row.eventId(), event.name(), row.task().taskId(), Json.text(cloudEvent));
  }
}
