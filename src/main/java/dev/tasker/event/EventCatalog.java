package dev.tasker.event;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.DeclaredEvent;
import dev.tasker.api.event.EventDescription;
import dev.tasker.api.event.EventName;
import dev.tasker.api.event.Events;
import dev.tasker.api.event.WorkflowEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalog of events: the engine's come from their types, the application's as declared. */
@ApplicationScoped
class EventCatalog implements Events {

  private static final List<String> INSIDE = List.of("observers");
  private static final List<String> EVERYWHERE = List.of("observers", "stream", "webhooks");
  private static final Map<String, EventDescription> OF_THE_ENGINE = ofTheEngine();

  private Instance<CustomEventSource> sources;

  /** For the container. */
  @SuppressWarnings("NullAway")
  EventCatalog() {}

  @Inject
  EventCatalog(@Any Instance<CustomEventSource> sources) {
    this.sources = sources;
  }

  @Override
  public List<EventDescription> catalog() {
    var all = new TreeMap<>(OF_THE_ENGINE);
    for (CustomEventSource source : sources) {
      source
          .events()
          .forEach(event -> all.putIfAbsent(event.name(), custom(event, source.place())));
    }
    return new ArrayList<>(all.values());
  }

  @Override
  public Optional<EventDescription> find(String name) {
    EventDescription known = OF_THE_ENGINE.get(name);
    return known != null
        ? Optional.of(known)
        : catalog().stream().filter(event -> event.name().equals(name)).findFirst();
  }

  private static Map<String, EventDescription> ofTheEngine() {
    var all = new TreeMap<String, EventDescription>();
    for (Class<? extends WorkflowEvent> type : EventTypes.OF_THE_ENGINE) {
      EventName told = EventTypes.nameOf(type);
      EventShape shape = EventShape.of(type);
      for (String name : told.value()) {
        all.put(
            name,
            new EventDescription(
                name,
                name.substring(0, name.indexOf('.')),
                told.description(),
                shape.schema(),
                shape.payload(EventSamples.of(type)),
                List.of(told.firedBy()),
                EventTypes.tellsOfAChange(type) ? EVERYWHERE : INSIDE));
      }
    }
    return all;
  }

  private static EventDescription custom(DeclaredEvent event, String place) {
    EventShape shape = EventShape.of(CustomEvent.class);
    return new EventDescription(
        event.name(),
        "custom",
        event.description(),
        schema(shape, event),
        shape.payload(EventSamples.of(CustomEvent.class)),
        List.of("step handlers; declared in " + place),
        EVERYWHERE);
  }

  @SuppressWarnings("unchecked") // The shape's schema has properties.
  private static Map<String, Object> schema(EventShape shape, DeclaredEvent event) {
    if (event.payloadSchema().isEmpty()) {
      return shape.schema();
    }
    var schema = new LinkedHashMap<>(shape.schema());
    var properties = new LinkedHashMap<>((Map<String, Object>) schema.get("properties"));
    properties.put("data", event.payloadSchema());
    schema.put("properties", properties);
    return schema;
  }
}
