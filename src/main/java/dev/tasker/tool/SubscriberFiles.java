package dev.tasker.tool;

import dev.tasker.api.event.Change;
import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.DeclaredEvent;
import dev.tasker.api.event.EventName;
import dev.tasker.api.event.RegistryEvent;
import dev.tasker.api.event.StepSubject;
import dev.tasker.api.event.TaskSubject;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.event.EventTypes;
import dev.tasker.template.NearestName;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The files of a subscriber: its class with a method for each event, and a test that calls them.
 */
final class SubscriberFiles {

  private static final Map<Class<?>, String> SAMPLES =
      Map.ofEntries(
          Map.entry(Change.class, "CHANGE"),
          Map.entry(TaskSubject.class, "TASK"),
          Map.entry(StepSubject.class, "STEP"),
          Map.entry(Duration.class, "Duration.ofSeconds(1)"),
          Map.entry(Instant.class, "AT"),
          Map.entry(UUID.class, "ID"),
          Map.entry(Optional.class, "Optional.empty()"),
          Map.entry(Map.class, "Map.of()"),
          Map.entry(List.class, "List.of(\"charge_card\")"),
          Map.entry(int.class, "1"),
          Map.entry(RegistryEvent.Kind.class, "RegistryEvent.Kind.HANDLER"));

  private SubscriberFiles() {}

  static GeneratedFiles of(
      GeneratedFiles files, String name, List<String> events, String javaPackage) {
    events.forEach(SubscriberFiles::check);
    String type = JavaNames.camelCase(name) + "Subscriber";
    var imports = new TreeSet<String>();
    var methods = new StringBuilder();
    var tests = new StringBuilder();
    for (String event : events) {
      Class<? extends WorkflowEvent> of = type(event);
      imports.add("import " + outermost(of).getName() + ";");
      methods.append(Blueprint.fill("SubscriberMethod.java", method(event, of)));
      tests.append(Blueprint.fill("SubscriberTestMethod.java", method(event, of)));
    }
    Map<String, String> values =
        Map.of(
            "PACKAGE", javaPackage,
            "CLASS", type,
            "IMPORTS", String.join("\n", imports),
            "EVENTS", events.stream().map(it -> '"' + it + '"').collect(Collectors.joining(", ")),
            "METHODS", methods.toString(),
            "TESTS", tests.toString());
    return files
        .add(
            WorkflowFiles.path("src/main/java/", javaPackage, type),
            Blueprint.fill("Subscriber.java", values))
        .add(
            WorkflowFiles.path("src/test/java/", javaPackage, type + "Test"),
            Blueprint.fill("SubscriberTest.java", values))
        .addIfMissing("src/main/resources/META-INF/beans.xml", "");
  }

  private static Map<String, String> method(String event, Class<? extends WorkflowEvent> type) {
    String camel = JavaNames.camelCase(event);
    boolean ofATask =
        Arrays.stream(type.getRecordComponents())
            .anyMatch(part -> part.getType() == TaskSubject.class);
    return Map.of(
        "EVENT",
        event,
        "CAMEL",
        camel,
        "METHOD",
        camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1),
        "TYPE",
        type.getName().substring(type.getPackageName().length() + 1).replace('$', '.'),
        "SUBJECT",
        ofATask ? "event.task().taskId()" : "event",
        "DESCRIPTION",
        description(event, type),
        "SAMPLE",
        sample(event, type));
  }

  private static String sample(String event, Class<? extends WorkflowEvent> type) {
    String arguments =
        Arrays.stream(type.getRecordComponents())
            .map(part -> part.getName().equals("name") ? '"' + event + '"' : sample(part))
            .collect(Collectors.joining(", "));
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    return "new " + name + "(" + arguments + ")";
  }

  private static String sample(RecordComponent part) {
    return SAMPLES.getOrDefault(part.getType(), "\"text\"");
  }

  private static String description(String event, Class<? extends WorkflowEvent> type) {
    EventName told = type.getAnnotation(EventName.class);
    return told == null ? "The application's own event " + event + "." : told.description();
  }

  private static Class<? extends WorkflowEvent> type(String event) {
    return EventTypes.named(event).orElse(CustomEvent.class);
  }

  private static Class<?> outermost(Class<?> type) {
    return type.getEnclosingClass() == null ? type : type.getEnclosingClass();
  }

  /** A name of the engine that is none was meant otherwise; any other is one of the application. */
  private static void check(String event) {
    if (EventTypes.named(event).isPresent()) {
      return;
    }
    DeclaredEvent.refusal(event)
        .ifPresent(
            refusal -> {
              throw new LaunchException(
                  ExitCode.USAGE,
                  "There is no event \"%s\"%s. (For an event of your own: %s)"
                      .formatted(event, NearestName.question(event, EventTypes.names()), refusal));
            });
  }
}
