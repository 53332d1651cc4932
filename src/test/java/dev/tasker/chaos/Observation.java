package dev.tasker.chaos;

import dev.tasker.chaos.Trail.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One act of the engine or an operator, as far as the audit trail shows it.
 *
 * @param kind the name that {@code Trace.tla} gives it
 * @param node the model's name of the node that did it
 * @param step the step it was done to; one of them if there are several
 * @param rows what it did to steps
 * @param change what it did to the task itself
 * @param heard false if the node did not hear that it was done, and says it again later
 */
record Observation(
    String kind, String node, int step, List<Row> rows, Optional<Change> change, boolean heard) {

  Observation {
    rows = List.copyOf(rows);
  }

  /** From which state to which. */
  record Change(String from, String to) {}

  Observation with(Row child) {
    return new Observation(
        kind, node, step, Stream.concat(rows.stream(), Stream.of(child)).toList(), change, heard);
  }

  Observation with(Optional<Change> taskChange) {
    return new Observation(kind, node, step, rows, taskChange, heard);
  }

  Observation unheard() {
    return new Observation(kind, node, step, rows, change, false);
  }

  /** Whether both tell of the same attempt. */
  boolean isOfTheAttemptOf(Observation other) {
    return step == other.step && rows.get(0).attempt() == other.rows.get(0).attempt();
  }

  /** For the model. */
  String formal() {
    String changes =
        rows.stream()
            .map(
                row ->
                    "<<%d,\"%s\",\"%s\",%d>>"
                        .formatted(row.step(), row.from(), row.to(), row.attempt()))
            .collect(Collectors.joining(",", "{", "}"));
    String task =
        change.map(it -> "<<\"%s\",\"%s\">>".formatted(it.from(), it.to())).orElse("<<>>");
    String seen = "See(\"%s\",\"%s\",%d,%s,%s)".formatted(kind, node, step, changes, task);
    return heard ? seen : "Unheard(" + seen + ")";
  }

  /** For people; steps by the number that they have in the tables. */
  String words() {
    String changes =
        rows.stream()
            .map(
                row ->
                    "step %d from %s to %s (attempt %d)"
                        .formatted(row.step() - 1, row.from(), row.to(), row.attempt()))
            .collect(Collectors.joining(", "));
    String task =
        change.map(it -> ", the task from %s to %s".formatted(it.from(), it.to())).orElse("");
    return "%s by node %s: %s%s".formatted(kind, node, changes, task);
  }
}
