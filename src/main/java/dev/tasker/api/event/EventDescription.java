package dev.tasker.api.event;

import java.util.List;
import java.util.Map;

/**
 * What the catalog says of an event.
 *
 * @param name the public name, for instance {@code task.completed}
 * @param category the part before the first dot; {@code custom} for the application's own
 * @param description when it is fired
 * @param payloadSchema a JSON Schema of what it carries
 * @param examplePayload an example that fits it
 * @param firedBy what fires it
 * @param deliveredTo {@code observers}; also {@code stream} and {@code webhooks} if it tells of a
 *     committed change
 * @since 0.1
 */
public record EventDescription(
    String name,
    String category,
    String description,
    Map<String, Object> payloadSchema,
    Map<String, Object> examplePayload,
    List<String> firedBy,
    List<String> deliveredTo) {

  /** Copies the lists. */
  public EventDescription {
    firedBy = List.copyOf(firedBy);
    deliveredTo = List.copyOf(deliveredTo);
  }
}
