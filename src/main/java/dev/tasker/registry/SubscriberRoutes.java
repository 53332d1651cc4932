package dev.tasker.registry;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.event.EventTypes;
import dev.tasker.template.NearestName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which method of a subscriber is told of which event. A subscription without its method, or a
 * method without its subscription, is a mistake that would otherwise show as silence.
 *
 * @param methods by the name of the event
 * @param faults what is wrong, with what to do; empty if all is well
 */
record SubscriberRoutes(Map<String, Method> methods, List<String> faults) {

  private static final Pattern HANDLES = Pattern.compile("(?:on|handle)([A-Z].*)");

  /**
   * Looks at a subscriber's class.
   *
   * @param known the names of all events
   */
  static SubscriberRoutes of(Class<?> subscriber, Collection<String> known) {
    Map<String, Method> methods = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    SubscribeTo wanted = subscriber.getAnnotation(SubscribeTo.class);
    if (wanted == null || wanted.value().length == 0) {
      return new SubscriberRoutes(
          Map.of(),
          List.of(
              "it subscribes to nothing; put @SubscribeTo({\"task.completed\"}) on the class, with the"
                  + " events that it wants"));
    }
    for (String name : wanted.value()) {
      if (!known.contains(name)) {
        faults.add("there is no event \"%s\"%s".formatted(name, NearestName.question(name, known)));
      } else {
        route(subscriber, name, methods, faults);
      }
    }
    strays(subscriber, List.of(wanted.value()), known, faults);
    return new SubscriberRoutes(methods, faults);
  }

  private static void route(
      Class<?> subscriber, String name, Map<String, Method> methods, List<String> faults) {
    String camel = camelCase(name);
    List<Method> found =
        handling(subscriber).stream().filter(method -> camel.equals(subject(method))).toList();
    Class<?> type = EventTypes.named(name).<Class<?>>map(it -> it).orElse(CustomEvent.class);
    if (found.isEmpty()) {
      faults.add(
          "it subscribes to \"%s\" but has no method for it; write public void on%s(%s event)"
              .formatted(name, camel, shortName(type)));
    } else if (found.size() > 1) {
      faults.add(
          "it has %d methods for \"%s\": %s; leave one"
              .formatted(found.size(), name, signatures(found)));
    } else {
      check(found.get(0), name, type)
          .ifPresentOrElse(faults::add, () -> methods.put(name, found.get(0)));
    }
  }

  private static Optional<String> check(Method method, String name, Class<?> type) {
    if (!Modifier.isPublic(method.getModifiers())) {
      return Optional.of("its method %s is not public; make it so".formatted(method.getName()));
    }
    boolean takes =
        method.getParameterCount() == 1 && method.getParameterTypes()[0].isAssignableFrom(type);
    return takes
        ? Optional.empty()
        : Optional.of(
            "its method %s cannot take \"%s\"; let it take one parameter, a %s or a WorkflowEvent"
                .formatted(method.getName(), name, shortName(type)));
  }

  /** Methods that look as if they were to be told something, and are not. */
  private static void strays(
      Class<?> subscriber, List<String> wanted, Collection<String> known, List<String> faults) {
    List<String> subscribed = wanted.stream().map(SubscriberRoutes::camelCase).toList();
    for (Method method : handling(subscriber)) {
      boolean takesAnEvent =
          method.getParameterCount() == 1
              && WorkflowEvent.class.isAssignableFrom(method.getParameterTypes()[0]);
      String subject = subject(method);
      if (takesAnEvent && !subscribed.contains(subject)) {
        Optional<String> meant =
            known.stream().filter(name -> camelCase(name).equals(subject)).findFirst();
        faults.add(
            meant
                .map(
                    name ->
                        "its method %s is never called; add \"%s\" to @SubscribeTo"
                            .formatted(method.getName(), name))
                .orElseGet(
                    () ->
                        "its method %s belongs to no event%s; rename it"
                            .formatted(method.getName(), nearest(method, subject, known))));
      }
    }
  }

  private static String nearest(Method method, String subject, Collection<String> known) {
    List<String> names = known.stream().map(SubscriberRoutes::camelCase).toList();
    String prefix = method.getName().substring(0, method.getName().length() - subject.length());
    return NearestName.of(subject, names)
        .map(near -> "; did you mean %s%s?".formatted(prefix, near))
        .orElse("");
  }

  private static List<Method> handling(Class<?> subscriber) {
    List<Method> found = new ArrayList<>();
    for (Class<?> type = subscriber;
        type != null && type != Object.class;
        type = type.getSuperclass()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
          .filter(method -> HANDLES.matcher(method.getName()).matches())
          .filter(method -> found.stream().noneMatch(nearer -> overrides(nearer, method)))
          .forEach(found::add);
    }
    return found;
  }

  private static boolean overrides(Method nearer, Method method) {
    return nearer.getName().equals(method.getName())
        && Arrays.equals(nearer.getParameterTypes(), method.getParameterTypes());
  }

  private static String subject(Method method) {
    var matcher = HANDLES.matcher(method.getName());
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static String signatures(List<Method> methods) {
    return String.join(", ", methods.stream().map(Method::getName).sorted().toList());
  }

  /** {@code StepEvent.Failed}, as it is written in code. */
  private static String shortName(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  /** {@code step.retry_scheduled} to {@code StepRetryScheduled}. */
  static String camelCase(String name) {
    var camel = new StringBuilder();
    for (String word : name.split("[._-]+", -1)) {
      if (!word.isEmpty()) {
        camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return camel.toString();
  }
}
