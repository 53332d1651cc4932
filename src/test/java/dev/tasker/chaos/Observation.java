package dev.tasker.chaos;

import dev.tasker.chaos.Trail.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One act of the engine or an operator, as far as the audit trail shows it.
 *
 * @param kind the name that {@code Trace.tla} gives it
 * @param node the model's name of the node that did it
 * @param step the step it was done to; one of them if there are several
 * @param rows what it did to steps
 * @param change what it did to the task itself
 */
record Observation(String kind, String node, int step, List<Row> rows, Optional<Change> change) {

  Observation {
    rows = List.copyOf(rows);
  }

  /** From which state to which. */
  record Change(String from, String to) {}

  Observation with(Row child) {
    return new Observation(
        kind,
        node,
        step,
        java.util.stream.Stream.concat(rows.stream(), java.util.stream.Stream.of(child)).toList(),
        change);
  }

  Observation with(Optional<Change> taskChange) {
    return new Observation(kind, node, step, rows, taskChange);
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
    return "See(\"%s\",\"%s\",%d,%s,%s)".formatted(kind, node, step, changes, task);
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
