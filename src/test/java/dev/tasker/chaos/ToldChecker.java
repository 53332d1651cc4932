package dev.tasker.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks whether a listener was told what was committed, in order, and nothing else. */
public final class ToldChecker {

  private ToldChecker() {}

  /** A change or the event that tells of it: of which task, and by which id. */
  public record Message(String task, String id) {}

  /**
   * A change that was committed.
   *
   * @param step the number of its step; empty if it is the task's own
   */
  public record Committed(Message message, String step) {}

  /**
   * Compares what was told with what was committed. The same may have been told again, in any order
   * after the first time. What a step and its task did comes in order; what two steps did side by
   * side in whichever.
   *
   * @param listener its name, for the words
   * @param committed the changes, in order within each task
   * @param told what came, in the order in which it came
   */
  public static List<String> violations(
      String listener, List<Committed> committed, List<Message> told) {
    Map<String, List<String>> trail = byTask(committed.stream().map(Committed::message).toList());
    Map<String, String> steps =
        committed.stream().collect(Collectors.toMap(it -> it.message().id(), Committed::step));
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
          ids.stream()
              .map(steps::get)
              .distinct()
              .filter(step -> !isInOrder(known, ids, of(step, steps)))
              .forEach(
                  step ->
                      violations.add(
                          "disorder: the %s was told of step %s of task %s in the order %s, not %s"
                              .formatted(listener, step, task, known, ids)));
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

  /** What a step did, and its task. */
  private static Predicate<String> of(String step, Map<String, String> steps) {
    return id -> {
      String own = steps.getOrDefault(id, "");
      return own.isEmpty() || own.equals(step);
    };
  }

  private static boolean isInOrder(List<String> known, List<String> ids, Predicate<String> wanted) {
    List<String> told = known.stream().filter(wanted).toList();
    return told.equals(ids.stream().filter(wanted).filter(known::contains).toList());
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
