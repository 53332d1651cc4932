package dev.tasker.registry;

import dev.tasker.api.handler.HandlerName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which handler a name in a template stands for: the one with that {@link HandlerName}, else the
 * class of that qualified name, else the class whose simple name is the last part of it. {@code
 * A::B::C} reads as {@code A.B.C}.
 *
 * @param <T> what stands for a handler
 */
public final class HandlerNames<T> {

  private final Map<String, List<T>> byHandlerName = new LinkedHashMap<>();
  private final Map<String, List<T>> byClassName = new LinkedHashMap<>();
  private final Map<String, List<T>> bySimpleName = new LinkedHashMap<>();
  private final Function<T, Class<?>> classOf;

  /** Knows those handlers, each by the class that its author wrote. */
  public HandlerNames(Collection<T> handlers, Function<T, Class<?>> classOf) {
    this.classOf = classOf;
    for (T handler : handlers) {
      Class<?> type = classOf.apply(handler);
      Optional.ofNullable(type.getAnnotation(HandlerName.class))
          .ifPresent(named -> add(byHandlerName, dotted(named.value()), handler));
      add(byClassName, type.getName().replace('$', '.'), handler);
      add(bySimpleName, type.getSimpleName(), handler);
    }
  }

  /** The handler that the name stands for; empty if it stands for none, or for several. */
  public Optional<T> find(String name) {
    List<T> matches = matches(name);
    return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
  }

  /** Why the name cannot be used, and what to do, if it stands for several handlers. */
  public Optional<String> refusal(String name) {
    List<T> matches = matches(name);
    if (matches.size() < 2) {
      return Optional.empty();
    }
    var classes = matches.stream().map(classOf).map(Class::getName).sorted().toList();
    boolean declared = byHandlerName.containsKey(dotted(name));
    return Optional.of(
        "%d handlers answer to \"%s\": %s. %s"
            .formatted(
                matches.size(),
                name,
                classes.stream().collect(Collectors.joining(", ")),
                declared
                    ? "Give each a @HandlerName of its own."
                    : "Write the qualified class name, or give each a @HandlerName of its own."));
  }

  /** Every name that a handler answers to, in order. */
  public Collection<String> all() {
    var names = new TreeSet<String>(byHandlerName.keySet());
    names.addAll(byClassName.keySet());
    names.addAll(bySimpleName.keySet());
    return Collections.unmodifiableCollection(names);
  }

  private List<T> matches(String name) {
    String dotted = dotted(name);
    List<T> named = byHandlerName.getOrDefault(dotted, List.of());
    if (!named.isEmpty()) {
      return named;
    }
    List<T> qualified = byClassName.getOrDefault(dotted.replace('$', '.'), List.of());
    if (!qualified.isEmpty()) {
      return qualified;
    }
    return bySimpleName.getOrDefault(dotted.substring(dotted.lastIndexOf('.') + 1), List.of());
  }

  private static String dotted(String name) {
    return name.strip().replace("::", ".");
  }

  private static <T> void add(Map<String, List<T>> index, String name, T handler) {
    index.computeIfAbsent(name, absent -> new ArrayList<>()).add(handler);
  }
}
