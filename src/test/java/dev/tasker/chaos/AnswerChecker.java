package dev.tasker.chaos;

import dev.tasker.chaos.History.Change;
import dev.tasker.chaos.History.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks whether what clients and operators were answered is what is stored. */
public final class AnswerChecker {

  private AnswerChecker() {}

  /** A task that is stored, and the key that it was sent with. */
  public record Started(String key, UUID task) {}

  /**
   * Each key has started one task at most, and the one that its client was told of.
   *
   * @param accepted what clients were told, by key
   */
  public static List<String> ofClients(List<Started> stored, Map<String, UUID> accepted) {
    List<String> violations = new ArrayList<>();
    Map<String, UUID> tasks = new HashMap<>();
    for (Started started : stored) {
      UUID other = tasks.putIfAbsent(started.key(), started.task());
      if (other != null) {
        violations.add(
            "doubled: key %s started the tasks %s and %s"
                .formatted(started.key(), other, started.task()));
      }
    }
    accepted.forEach(
        (key, task) -> {
          if (!task.equals(tasks.getOrDefault(key, task))) {
            violations.add(
                "mixed up: the client of key %s was told of task %s, not %s"
                    .formatted(key, task, tasks.get(key)));
          }
        });
    return violations;
  }

  /** What succeeded is on record, what was refused has changed nothing. */
  public static List<String> ofOperators(History history, List<Act> acts) {
    Set<String> reasons =
        history.changes().stream()
            .filter(change -> !change.isRefusal())
            .map(Change::reason)
            .collect(Collectors.toSet());
    Map<UUID, String> status =
        history.tasks().stream().collect(Collectors.toMap(History.Task::id, History.Task::status));
    Map<String, String> state =
        history.steps().stream().collect(Collectors.toMap(Step::caller, Step::state));
    List<String> violations = new ArrayList<>();
    for (Act act : acts) {
      if (act.wasRefused() && reasons.contains(act.token())) {
        violations.add("refused: %s was refused, but done".formatted(act));
      }
      boolean kept =
          switch (act.wish()) {
            case CANCEL_TASK -> "cancelled".equals(status.get(act.task()));
            case CANCEL_STEP -> "cancelled".equals(state.get(act.task() + "/" + act.step()));
            case RETRY, RESOLVE -> reasons.contains(act.token());
            case CHANGE -> true;
          };
      if (act.succeeded() && !kept) {
        violations.add("forgotten: %s succeeded, but is not on record".formatted(act));
      }
    }
    return violations;
  }
}
