package dev.tasker.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What the tables tell of one task. Its steps are numbered from 1.
 *
 * @param task the task
 * @param status the state it is in
 * @param steps its steps, in order
 * @param rows its audit trail, in order
 */
record Trail(UUID task, String status, List<Step> steps, List<Row> rows) {

  /** The task itself, where a step's number is expected. */
  static final int ITSELF = 0;

  Trail {
    steps = List.copyOf(steps);
    rows = List.copyOf(rows);
  }

  /** A step as it is stored; attempts that count are those not forgiven. */
  record Step(
      Set<Integer> parents,
      int limit,
      String state,
      int remainingParents,
      int attempts,
      int counted,
      int losses,
      boolean queued) {

    Step {
      parents = Set.copyOf(parents);
    }
  }

  /**
   * A row of the audit trail.
   *
   * @param step the number of the step, {@link #ITSELF} for the task
   * @param attempt 0 before the first one
   * @param heldBack whether it tells of a failure that does not count
   * @param afterItsNode whether the node that did it had left by then, under the number it had. A
   *     task that it stored after that, as it did not know it yet, it may work on until it knows.
   */
  record Row(
      int step,
      int attempt,
      Node node,
      String from,
      String to,
      String reason,
      boolean heldBack,
      boolean afterItsNode,
      Instant at) {

    boolean goes(String before, String after) {
      return from.equals(before) && to.equals(after);
    }

    /** Whether it tells of a result that came late. */
    boolean isRefusal() {
      return from.equals(to) && reason.equals("late result refused");
    }

    /** Whether it tells of a change that is none of the state. */
    boolean isRemark() {
      return from.equals(to) && !isRefusal();
    }
  }

  /** A node under the number it had then; a process that joins anew keeps its name. */
  record Node(int number, String name) {}
}
