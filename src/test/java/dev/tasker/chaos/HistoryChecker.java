package dev.tasker.chaos;

import dev.tasker.chaos.History.Change;
import dev.tasker.chaos.History.Step;
import dev.tasker.chaos.History.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks for broken promises in a history whose tasks have all come to their end. */
public final class HistoryChecker {

  private static final Set<String> ENDS =
      Set.of("complete", "error", "cancelled", "resolved_manually");
  private static final Set<String> DONE = Set.of("complete", "resolved_manually");

  /** What the auditor gives back in the name of the node that does not know of it. */
  private static final String LOST_SIGHT = "its node had lost sight of it";

  private final History history;
  private final Map<UUID, List<Step>> steps;
  private final Map<UUID, List<Change>> changes;
  private final List<String> violations = new ArrayList<>();

  private HistoryChecker(History history) {
    this.history = history;
    this.steps = history.steps().stream().collect(Collectors.groupingBy(Step::task));
    this.changes = history.changes().stream().collect(Collectors.groupingBy(Change::task));
  }

  /** Every broken promise, in words; empty if all were kept. */
  public static List<String> violations(History history) {
    var checker = new HistoryChecker(history);
    checker.acceptedTasksEnded();
    for (Task task : history.tasks()) {
      checker.countersEqualRows(task);
      checker.parentsCameFirst(task);
      for (Step step : checker.steps.getOrDefault(task.id(), List.of())) {
        List<Change> trail = checker.trail(step);
        checker.trailHasNoGap(step, trail);
        checker.successCountedOnce(step, trail);
        checker.limitWasKept(step, trail);
        checker.retriesWaited(step, trail);
        checker.workMatchesAttempts(step);
      }
    }
    checker.nothingNeededRepair();
    return checker.violations;
  }

  private List<Change> trail(Step step) {
    return changes.getOrDefault(step.task(), List.of()).stream()
        .filter(change -> change.step() == step.number())
        .toList();
  }

  private void acceptedTasksEnded() {
    Map<UUID, String> stored =
        history.tasks().stream().collect(Collectors.toMap(Task::id, Task::status));
    for (UUID task : history.accepted()) {
      String status = stored.get(task);
      if (status == null) {
        broken("lost", "the accepted task %s is not stored", task);
      } else if (!ENDS.contains(status)) {
        broken("hangs", "the accepted task %s is still %s", task, status);
      }
    }
  }

  private void countersEqualRows(Task task) {
    List<Step> own = steps.getOrDefault(task.id(), List.of());
    Set<String> parents =
        own.stream().flatMap(step -> step.parents().stream()).collect(Collectors.toSet());
    long unfinishedLeaves =
        own.stream()
            .filter(step -> !parents.contains(step.name()))
            .filter(step -> Set.of("pending", "in_progress", "error").contains(step.state()))
            .count();
    if (unfinishedLeaves != task.unfinishedLeaves()) {
      broken(
          "counter",
          "task %s counts %d unfinished leaves, but has %d",
          task.id(),
          task.unfinishedLeaves(),
          unfinishedLeaves);
    }
    boolean allDone = own.stream().allMatch(step -> DONE.contains(step.state()));
    if (allDone != task.status().equals("complete")) {
      broken("end", "task %s is %s, its steps say otherwise", task.id(), task.status());
    }
  }

  /** In the order of the trail, which is the order in which the task's row was locked. */
  private void parentsCameFirst(Task task) {
    Map<Integer, Step> byNumber = new HashMap<>();
    steps.getOrDefault(task.id(), List.of()).forEach(step -> byNumber.put(step.number(), step));
    Set<String> done = new HashSet<>();
    for (Change change : changes.getOrDefault(task.id(), List.of())) {
      Step step = byNumber.get(change.step());
      if (step == null) {
        broken("trail", "task %s has no step %d, but a trail of it", task.id(), change.step());
      } else if (change.begins() && !done.containsAll(step.parents())) {
        broken("order", "%s began before its parents %s were done", step.caller(), step.parents());
      } else if (DONE.contains(change.to()) && !change.isRefusal()) {
        done.add(step.name());
      }
    }
  }

  /** Each change begins where the last one ended; so a refused result changed nothing. */
  private void trailHasNoGap(Step step, List<Change> trail) {
    String state = "pending";
    for (Change change : trail) {
      if (!change.from().equals(state)) {
        broken("gap", "%s went from %s, but was %s", step.caller(), change.from(), state);
      }
      state = change.to();
    }
    if (!state.equals(step.state())) {
      broken("gap", "%s is %s, its trail ends with %s", step.caller(), step.state(), state);
    }
  }

  private void successCountedOnce(Step step, List<Change> trail) {
    long successes =
        trail.stream().filter(change -> DONE.contains(change.to()) && !change.isRefusal()).count();
    if (successes > 1) {
      broken("twice", "the success of %s was committed %d times", step.caller(), successes);
    }
  }

  private void limitWasKept(Step step, List<Change> trail) {
    long begun = trail.stream().filter(Change::begins).count();
    if (begun != step.attempts()) {
      broken(
          "attempts", "%s counts %d attempts, its trail %d", step.caller(), step.attempts(), begun);
    }
    if (step.attempts() - step.forgiven() > step.limit()) {
      broken("limit", "%s was tried more often than %d times", step.caller(), step.limit());
    }
  }

  private void retriesWaited(Step step, List<Change> trail) {
    int failures = 0;
    Instant earliest = Instant.MIN;
    for (Change change : trail) {
      if (change.begins() && change.at().isBefore(earliest)) {
        broken(
            "early", "%s was tried again at %s, before %s", step.caller(), change.at(), earliest);
      }
      if (change.isRetryByOperator()) {
        failures = 0;
        earliest = Instant.MIN;
      } else if (change.to().equals("error") && !change.isRefusal()) {
        earliest = change.at().plus(step.retry().after(failures + 1));
        failures += change.forgiven() ? 0 : 1;
      }
    }
  }

  private void workMatchesAttempts(Step step) {
    int calls = history.calls().getOrDefault(step.caller(), 0);
    if (calls > step.attempts()) {
      broken("unrecorded", "%s ran %d times in %d attempts", step.caller(), calls, step.attempts());
    }
    if (calls == 0 && step.state().equals("complete")) {
      broken("invented", "%s is complete, but never ran", step.caller());
    }
  }

  /** The auditor is a net below the engine; what it catches, the engine has dropped. */
  private void nothingNeededRepair() {
    history.changes().stream()
        .filter(change -> change.actor().equals("auditor") || LOST_SIGHT.equals(change.reason()))
        .min(Comparator.comparing(Change::at))
        .ifPresent(
            change ->
                broken(
                    "repair",
                    "the auditor had to repair task %s: %s",
                    change.task(),
                    change.reason()));
  }

  private void broken(String promise, String words, Object... details) {
    violations.add(promise + ": " + words.formatted(details));
  }
}
