package dev.tasker.chaos;

import dev.tasker.chaos.History.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks whether what happened outside of the engine is what its tables say. */
public final class WitnessChecker {

  private WitnessChecker() {}

  /**
   * A step's work began after the work of each of its parents had succeeded.
   *
   * @param firstCalls when each caller began, by {@link Step#caller}, in moments that count up
   * @param firstSuccesses when each caller was first given a success, in the same moments
   */
  public static List<String> ofCalls(
      History history, Map<String, Integer> firstCalls, Map<String, Integer> firstSuccesses) {
    Map<String, Step> steps =
        history.steps().stream().collect(Collectors.toMap(Step::caller, Function.identity()));
    List<String> violations = new ArrayList<>();
    for (Step step : history.steps()) {
      int begun = firstCalls.getOrDefault(step.caller(), Integer.MAX_VALUE);
      for (String parent : step.parents()) {
        String caller = step.task() + "/" + parent;
        Step before = steps.get(caller);
        if (before != null
            && before.state().equals("complete")
            && begun < Integer.MAX_VALUE
            && firstSuccesses.getOrDefault(caller, Integer.MAX_VALUE) > begun) {
          violations.add(
              "too early: the work of %s began before that of %s had succeeded"
                  .formatted(step.caller(), parent));
        }
      }
    }
    return violations;
  }

  /**
   * What a step wrote in its transaction is there once if it succeeded, and not at all if not.
   *
   * @param isWriter which steps write
   * @param entries who wrote, one by one
   */
  public static List<String> ofEntries(
      History history, Predicate<Step> isWriter, List<String> entries) {
    Map<String, Long> counts =
        entries.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<String> violations = new ArrayList<>();
    for (Step step : history.steps()) {
      long expected = isWriter.test(step) && step.state().equals("complete") ? 1 : 0;
      long found = counts.getOrDefault(step.caller(), 0L);
      if (found != expected) {
        violations.add(
            "torn: %s is %s, and has written %d times"
                .formatted(step.caller(), step.state(), found));
      }
    }
    return violations;
  }
}
