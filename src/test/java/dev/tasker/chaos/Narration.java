package dev.tasker.chaos;

import dev.tasker.chaos.Observation.Change;
import dev.tasker.chaos.Trail.Node;
import dev.tasker.chaos.Trail.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a trail as the acts that the model knows. The rows of one transaction carry the same time
 * and node; where it did several things to a task at once, they are told one after the other.
 */
final class Narration {

  private static final Set<String> OUTCOMES =
      Set.of("success", "failed", "failed_for_now", "held_back");

  private record Transaction(Instant at, Node node) {}

  private record Attempt(int step, int number) {}

  private final Trail trail;
  private final Map<Node, String> names = new LinkedHashMap<>();
  private final Map<Attempt, Node> claimers = new HashMap<>();
  private final List<Observation> told = new ArrayList<>();

  private Narration(Trail trail) {
    this.trail = trail;
  }

  /** What happened to the task, in order. */
  static List<Observation> of(Trail trail) {
    var narration = new Narration(trail);
    narration.transactions().forEach(narration::tell);
    return narration.told;
  }

  private Collection<List<Row>> transactions() {
    Map<Transaction, List<Row>> transactions = new LinkedHashMap<>();
    for (Row row : trail.rows()) {
      if (!row.isRemark() && !row.from().isEmpty()) {
        transactions
            .computeIfAbsent(new Transaction(row.at(), row.node()), key -> new ArrayList<>())
            .add(row);
      }
    }
    return transactions.values();
  }

  private void tell(List<Row> rows) {
    List<Observation> acts = new ArrayList<>();
    List<Row> changes =
        rows.stream().filter(row -> row.step() != Trail.ITSELF && !row.isRefusal()).toList();
    Map<String, List<Row>> together = new LinkedHashMap<>();
    for (Row row : changes) {
      String kind = kind(row);
      if (kind.equals("lost") && livesOn(row)) {
        kind = "lost_for_now";
      }
      switch (kind) {
        case "claim" -> {}
        case "lost", "lost_for_now", "retry", "cancel" ->
            together.computeIfAbsent(kind, key -> new ArrayList<>()).add(row);
        default ->
            acts.add(
                OUTCOMES.contains(kind)
                    ? ofAttempt(kind, row)
                    : of(kind, row.node(), List.of(row)));
      }
    }
    together.forEach((kind, all) -> acts.add(of(kind, all.get(0).node(), all)));
    int claims = claim(changes, acts);
    Optional<Change> change = change(rows);
    if (acts.isEmpty() && change.isPresent()) {
      acts.add(of("nothing", rows.get(0).node(), List.of()));
    }
    if (!acts.isEmpty()) {
      int place = claims < acts.size() ? claims : acts.size() - 1;
      acts.set(place, acts.get(place).with(change));
    }
    told.addAll(acts);
    // They tell of the state that the rest of the transaction led to.
    rows.stream().filter(Row::isRefusal).forEach(this::refuse);
  }

  /** Whether the node that lost the step claims one later, as it was not dead after all. */
  private boolean livesOn(Row lost) {
    Node owner = claimers.get(new Attempt(lost.step(), lost.attempt()));
    return trail.rows().stream()
        .anyMatch(
            row ->
                row.node().equals(owner)
                    && row.at().isAfter(lost.at())
                    && kind(row).equals("claim"));
  }

  /** What is refused may be what the same node had committed, if it did not hear of that. */
  private void refuse(Row row) {
    Observation refusal = ofAttempt("refuse", row);
    told.replaceAll(
        act ->
            OUTCOMES.contains(act.kind()) && act.isOfTheAttemptOf(refusal) ? act.unheard() : act);
    told.add(refusal);
  }

  /**
   * Adds the claims: of a child, to the success that it waited for, if the same node holds both;
   * else as an act, for the model's node claims children for itself alone. Returns where the first
   * of those is.
   */
  private int claim(List<Row> changes, List<Observation> acts) {
    int first = acts.size();
    for (Row row : changes) {
      if (!kind(row).equals("claim")) {
        continue;
      }
      int parent = first - 1;
      while (parent >= 0 && !frees(acts.get(parent), row)) {
        parent--;
      }
      if (parent >= 0 && claimer(acts.get(parent).rows().get(0)).equals(row.node())) {
        acts.set(parent, acts.get(parent).with(row));
      } else {
        acts.add(of("claim", row.node(), List.of(row)));
      }
      claimers.put(new Attempt(row.step(), row.attempt()), row.node());
    }
    return first;
  }

  private boolean frees(Observation act, Row child) {
    return act.kind().equals("success")
        && trail.steps().get(child.step() - 1).parents().contains(act.step());
  }

  private static String kind(Row row) {
    if (row.goes("pending", "in_progress")) {
      return row.afterItsNode() ? "claim of one that had left" : "claim";
    }
    if (row.goes("in_progress", "complete")) {
      return "success";
    }
    if (row.reason().startsWith("its node ")) {
      return row.reason().endsWith(" died") ? "lost" : "given_back";
    }
    if (row.goes("in_progress", "error")) {
      boolean again = row.reason().equals("will be tried again");
      return !again ? "failed" : row.heldBack() ? "held_back" : "failed_for_now";
    }
    if (row.goes("error", "pending")) {
      return row.reason().equals("retry due") ? "due" : "retry";
    }
    return switch (row.to()) {
      case "resolved_manually" -> "resolve";
      case "cancelled" -> "cancel";
      default -> "nothing";
    };
  }

  private Observation ofAttempt(String kind, Row row) {
    return of(kind, claimer(row), List.of(row));
  }

  /** A process that has joined anew may end what it began under its former number. */
  private Node claimer(Row row) {
    Node claimer = claimers.getOrDefault(new Attempt(row.step(), row.attempt()), row.node());
    return claimer.name().equals(row.node().name()) ? claimer : row.node();
  }

  private Observation of(String kind, Node node, List<Row> rows) {
    String name = names.computeIfAbsent(node, key -> "n" + (names.size() + 1));
    int step = rows.isEmpty() ? Trail.ITSELF : rows.get(0).step();
    return new Observation(kind, name, step, rows, Optional.empty(), true);
  }

  private static Optional<Change> change(List<Row> rows) {
    List<Row> own = rows.stream().filter(row -> row.step() == Trail.ITSELF).toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change(own.get(0).from(), own.get(own.size() - 1).to()));
  }
}
