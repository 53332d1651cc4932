package dev.tasker.chaos;

import dev.tasker.chaos.Trail.Node;
import dev.tasker.chaos.Trail.Row;
import dev.tasker.chaos.Trail.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A trail that was written by hand, of a task with the steps {@code a} and {@code b}; {@code b}
 * waits for {@code a}, and each may be tried twice.
 */
final class PlantedTrail {

  private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
  private static final int LIMIT = 2;

  private PlantedTrail() {}

  /**
   * Reads a trail.
   *
   * @param transactions one a line, {@code node, reason: a1 pending>in_progress, task …}; the
   *     number after a step's name is that of the attempt, and {@code †} after the node's that it
   *     had left by then, {@code '} that it had joined anew
   * @param end {@code status | step a | step b}, each step as {@code state left attempts counted
   *     losses}, and {@code queued} if it is in the queue
   */
  static Trail of(int number, String transactions, String end) {
    List<Row> rows = new ArrayList<>();
    List<String> lines = transactions.lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      String[] parts = lines.get(line).split(": ", 2);
      String[] by = parts[0].split(", ", 2);
      for (String change : parts[1].split(", ")) {
        rows.add(row(START.plusSeconds(line), by[0], by.length > 1 ? by[1] : "", change));
      }
    }
    String[] ends = end.split(" \\| ");
    return new Trail(
        new UUID(0, number),
        ends[0],
        List.of(step(Set.of(), ends[1]), step(Set.of(1), ends[2])),
        rows);
  }

  private static Row row(Instant at, String node, String reason, String change) {
    String[] words = change.split("[ >]");
    boolean ofTask = words[0].equals("task");
    boolean left = node.endsWith("†");
    boolean anew = node.endsWith("'");
    String name = left || anew ? node.substring(0, node.length() - 1) : node;
    return new Row(
        ofTask ? Trail.ITSELF : words[0].charAt(0) - 'a' + 1,
        ofTask ? 0 : Integer.parseInt(words[0].substring(1)),
        new Node(name.hashCode() + (anew ? 1 : 0), name),
        words[1],
        words[2],
        reason,
        false,
        left,
        at);
  }

  private static Step step(Set<Integer> parents, String end) {
    String[] words = end.split(" ");
    return new Step(
        parents,
        LIMIT,
        words[0],
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]),
        words.length > 5);
  }
}
