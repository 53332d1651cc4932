package dev.tasker.event;

import dev.tasker.api.event.Change;
import dev.tasker.api.event.StepSubject;
import dev.tasker.api.event.TaskSubject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an event type is shown outside of Java: its components as members named in snake_case, those
 * of the change, the task and the step among them. Derived from the type, so that the catalog
 * cannot tell otherwise than what is sent.
 */
final class EventShape {

  private static final Set<Class<?>> FLATTENED =
      Set.of(Change.class, TaskSubject.class, StepSubject.class);

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final ClassValue<EventShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected EventShape computeValue(Class<?> type) {
          return new EventShape(members(type));
        }
      };

  private final List<Member> members;

  private EventShape(List<Member> members) {
    this.members = members;
  }

  static EventShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** What an event carries, as JSON members. */
  Map<String, @Nullable Object> payload(Object event) {
    var payload = new LinkedHashMap<String, @Nullable Object>();
    for (Member member : members) {
      Object value = member.of(event);
      if (member.flattened() && value != null) {
        payload.putAll(of(member.type()).payload(value));
      } else {
        payload.put(member.name(), shown(value));
      }
    }
    return payload;
  }

  /** The JSON Schema of what such events carry. */
  Map<String, Object> schema() {
    var properties = new LinkedHashMap<String, Object>();
    collect(properties);
    return Map.of(
        "type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
  }

  private void collect(Map<String, Object> properties) {
    for (Member member : members) {
      if (member.flattened()) {
        of(member.type()).collect(properties);
      } else {
        properties.put(member.name(), member.schema());
      }
    }
  }

  private static List<Member> members(Class<?> type) {
    var found = new ArrayList<Member>();
    for (RecordComponent component : type.getRecordComponents()) {
      // An event's name is told beside its payload.
      if (!component.getName().equals("name")) {
        found.add(Member.of(component));
      }
    }
    return List.copyOf(found);
  }

  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return shown(optional.orElse(null));
    }
    if (value instanceof Instant at) {
      return MILLISECONDS.format(at);
    }
    if (value instanceof Duration time) {
      return time.toMillis() / 1000.0;
    }
    if (value instanceof UUID id) {
      return id.toString();
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  /** A component of a record. */
  private record Member(String name, Class<?> type, boolean optional, Method accessor) {

    static Member of(RecordComponent component) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      boolean optional = component.getType() == Optional.class;
      Class<?> type = optional ? argument(component.getGenericType()) : component.getType();
      return new Member(name, type, optional, component.getAccessor());
    }

    private static Class<?> argument(Type type) {
      return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    boolean flattened() {
      return FLATTENED.contains(type);
    }

    @Nullable Object of(@Nullable Object event) {
      try {
        return accessor.invoke(event);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("An event's member cannot be read: " + name, e);
      }
    }

    Map<String, Object> schema() {
      var schema = new LinkedHashMap<String, Object>();
      String word = word();
      schema.put("type", optional ? List.of(word, "null") : word);
      if (type == UUID.class) {
        schema.put("format", "uuid");
      } else if (type == Instant.class) {
        schema.put("format", "date-time");
      } else if (type == Duration.class) {
        schema.put("description", "seconds");
      } else if (type.isEnum()) {
        schema.put(
            "enum",
            List.of(type.getEnumConstants()).stream()
                .map(word2 -> String.valueOf(shown(word2)))
                .toList());
      }
      return schema;
    }

    private String word() {
      if (Map.class.isAssignableFrom(type)) {
        return "object";
      }
      if (List.class.isAssignableFrom(type)) {
        return "array";
      }
      if (type == int.class) {
        return "integer";
      }
      return type == Duration.class ? "number" : "string";
    }
  }
}
