package dev.tasker.delivery;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which events somebody wants.
 *
 * @param names public names, or their beginnings with a star ({@code step.*}); empty for all
 * @param tasks the tasks; empty for all
 */
public record EventFilter(List<String> names, Set<UUID> tasks) {

  /** Copies both. */
  public EventFilter {
    names = List.copyOf(names);
    tasks = Set.copyOf(tasks);
  }

  /** Events with these names, of every task. */
  static EventFilter named(List<String> names) {
    return new EventFilter(names, Set.of());
  }

  boolean wants(OutsideEvent event) {
    return (tasks.isEmpty() || tasks.contains(event.taskId()))
        && (names.isEmpty() || names.stream().anyMatch(name -> matches(name, event.name())));
  }

  /** Whether a name, or a beginning with a star, stands for that event. */
  public static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
