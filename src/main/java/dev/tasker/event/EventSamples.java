package dev.tasker.event;

import dev.tasker.api.event.WorkflowEvent;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes an example of each type of event: for the catalog, and to ask who observes it. */
final class EventSamples {

  private static final UUID ID = UUID.fromString("0198c1b2-7c3a-7d10-8a5e-3f2b90000000");
  private static final UUID STEP_ID = UUID.fromString("0198c1b2-7c3a-7d10-8a5e-3f2b90000003");
  private static final UUID EVENT_ID = UUID.fromString("0198c1b2-8f20-7000-8000-00000001e240");
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.000Z");

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("actor", "engine"),
          Map.entry("node", "tasker-1:8080"),
          Map.entry("namespace", "shop"),
          Map.entry("taskName", "order"),
          Map.entry("version", "1.0.0"),
          Map.entry("correlationId", "order-4711"),
          Map.entry("stepName", "charge_card"),
          Map.entry("failedStep", "charge_card"),
          Map.entry("errorMessage", "The bank answered 402: insufficient funds"),
          Map.entry("reason", "new order"),
          Map.entry("name", "order.placed"),
          Map.entry("how", "stopped"),
          Map.entry("operation", "subscriber alerts"),
          Map.entry("registryName", "step_handlers"),
          Map.entry("entityId", "payments.charge_card"),
          Map.entry("entityClass", "com.example.ChargeCard"));

  private EventSamples() {}

  static <T extends WorkflowEvent> T of(Class<T> type) {
    return type.cast(record(type));
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Arrays.stream(components).map(EventSamples::value).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No example can be made of " + type.getName(), e);
    }
  }

  private static Object value(RecordComponent component) {
    Class<?> type = component.getType();
    String name = component.getName();
    if (type.isRecord()) {
      return record(type);
    }
    if (type == UUID.class) {
      return name.equals("eventId") ? EVENT_ID : name.equals("stepId") ? STEP_ID : ID;
    }
    if (type == Instant.class) {
      return AT;
    }
    if (type == Duration.class) {
      return Duration.ofMillis(45_200);
    }
    if (type == int.class) {
      return 1;
    }
    if (type == List.class) {
      return List.of("charge_card");
    }
    if (type == Map.class) {
      return Map.of("message", "The bank answered 402: insufficient funds");
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == Optional.class) {
      return name.endsWith("At") ? Optional.of(AT) : Optional.of(text(name));
    }
    return text(name);
  }

  private static String text(String name) {
    return TEXTS.getOrDefault(name, "text");
  }
}
