package dev.tasker.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether a listener was told what was committed, in order, and nothing else. */
public final class ToldChecker {

  private ToldChecker() {}

  /** A change or the event that tells of it: of which task, and by which id. */
  public record Message(String task, String id) {}

  /**
   * Compares what was told with what was committed. The same may have been told again, in any order
   * after the first time.
   *
   * @param listener its name, for the words
   * @param committed the changes, in the order of their commits within each task
   * @param told what came, in the order in which it came
   */
  public static List<String> violations(
      String listener, List<Message> committed, List<Message> told) {
    Map<String, List<String>> trail = byTask(committed);
    Map<String, List<String>> heard = byTask(told);
    List<String> violations = new ArrayList<>();
    trail.forEach(
        (task, ids) -> {
          List<String> own = heard.getOrDefault(task, List.of());
          if (!Set.copyOf(own).containsAll(ids)) {
            List<String> missing = new ArrayList<>(ids);
            missing.removeAll(own);
            violations.add(
                "untold: the %s was not told of %s of task %s".formatted(listener, missing, task));
          }
          List<String> known = own.stream().filter(ids::contains).toList();
          if (!known.equals(ids.stream().filter(own::contains).toList())) {
            violations.add(
                "disorder: the %s was told of task %s in the order %s, not %s"
                    .formatted(listener, task, known, ids));
          }
        });
    heard.forEach(
        (task, ids) -> {
          List<String> rumours = new ArrayList<>(ids);
          rumours.removeAll(trail.getOrDefault(task, List.of()));
          if (!rumours.isEmpty()) {
            violations.add(
                "rumour: the %s was told of %s of task %s, which were not committed"
                    .formatted(listener, rumours, task));
          }
        });
    return violations;
  }

  private static Map<String, List<String>> byTask(List<Message> messages) {
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    for (Message message : messages) {
      ids.computeIfAbsent(message.task(), task -> new LinkedHashSet<>()).add(message.id());
    }
    Map<String, List<String>> lists = new LinkedHashMap<>();
    ids.forEach((task, set) -> lists.put(task, List.copyOf(set)));
    return lists;
  }
}
