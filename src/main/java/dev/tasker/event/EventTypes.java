package dev.tasker.event;

import dev.tasker.api.event.Change;
import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.EventName;
import dev.tasker.api.event.WorkflowEvent;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The types of events: the records below the sealed {@link WorkflowEvent}. */
public final class EventTypes {

  /** The engine's own types, in the order they are written down. */
  static final List<Class<? extends WorkflowEvent>> OF_THE_ENGINE = leaves(WorkflowEvent.class);

  private EventTypes() {}

  /** The type of the events of that name; empty for those of the application. */
  public static Optional<Class<? extends WorkflowEvent>> named(String name) {
    return OF_THE_ENGINE.stream()
        .filter(type -> List.of(nameOf(type).value()).contains(name))
        .findFirst();
  }

  /** The names of the engine's events. */
  public static List<String> names() {
    return OF_THE_ENGINE.stream().flatMap(type -> Arrays.stream(nameOf(type).value())).toList();
  }

  /** Whether events of that name tell of a committed change; those of the application do. */
  public static boolean isToldOfChanges(String name) {
    return named(name)
        .map(type -> tellsOfAChange(type) || type == EngineEvent.TaskBlocked.class)
        .orElse(true);
  }

  /** What a type says of itself. */
  static EventName nameOf(Class<? extends WorkflowEvent> type) {
    return Objects.requireNonNull(type.getAnnotation(EventName.class), type::getName);
  }

  /** Whether events of that type tell of a committed change of a task or of a step. */
  static boolean tellsOfAChange(Class<? extends WorkflowEvent> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .anyMatch(Change.class::equals);
  }

  private static List<Class<? extends WorkflowEvent>> leaves(Class<?> type) {
    if (type == CustomEvent.class) {
      return List.of();
    }
    if (type.isRecord()) {
      return List.of(type.asSubclass(WorkflowEvent.class));
    }
    var found = new ArrayList<Class<? extends WorkflowEvent>>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      found.addAll(leaves(permitted));
    }
    return List.copyOf(found);
  }
}
