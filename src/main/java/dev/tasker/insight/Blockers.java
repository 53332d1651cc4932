package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import dev.tasker.graph.StepGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which failed or cancelled steps stand before each step, however far up. A few names are kept for
 * each, so that a large graph costs no more than its edges.
 */
final class Blockers {

  private static final int MOST = 5;

  private final List<StepSnapshot> steps;
  private final List<Set<String>> failed;
  private final List<Set<String>> cancelled;

  private Blockers(List<StepSnapshot> steps, StepGraph graph) {
    this.steps = steps;
    this.failed = before(graph, Blockers::hasFailed);
    this.cancelled = before(graph, step -> step.state() == StepState.CANCELLED);
  }

  static Blockers of(TaskSnapshot task) {
    return new Blockers(task.steps(), task.graph());
  }

  /** The steps before that one that failed for good. */
  List<String> failedBefore(int stepNo) {
    return List.copyOf(failed.get(stepNo));
  }

  /** The steps before that one that were cancelled. */
  List<String> cancelledBefore(int stepNo) {
    return List.copyOf(cancelled.get(stepNo));
  }

  static boolean hasFailed(StepSnapshot step) {
    return step.state() == StepState.ERROR && step.nextRetryAt().isEmpty();
  }

  private List<Set<String>> before(StepGraph graph, Predicate<StepSnapshot> blocks) {
    List<Set<String>> before = new ArrayList<>();
    steps.forEach(step -> before.add(new LinkedHashSet<>()));
    for (int step : graph.topologicalOrder()) {
      for (int parent : graph.parents(step)) {
        if (steps.get(parent).state().satisfiesChildren()) {
          continue;
        }
        if (blocks.test(steps.get(parent))) {
          add(before.get(step), steps.get(parent).name());
        }
        before.get(parent).forEach(name -> add(before.get(step), name));
      }
    }
    return before;
  }

  private static void add(Set<String> names, String name) {
    if (names.size() < MOST) {
      names.add(name);
    }
  }
}
