package dev.tasker.bench;

import java.util.List;

/**
 * A graph of steps. Forked: a root, {@code width} steps in parallel, a join; else {@code width}
 * steps in a row. Steps have numbers from 0, the root first and the join last.
 */
public record Graph(String name, boolean forked, int width) {

  public static final Graph DIAMOND = new Graph("diamond", true, 2);
  public static final Graph LINE = new Graph("line", false, 5);
  public static final Graph FAN = new Graph("fan", true, 200);
  public static final Graph CHAIN = new Graph("chain", false, 100);

  /** Those of the workloads. */
  public static final List<Graph> ALL = List.of(DIAMOND, LINE, FAN, CHAIN);

  /** The graph of that name: one of the four, or {@code fanN} for a fan-out of N. */
  public static Graph named(String name) {
    for (Graph known : ALL) {
      if (known.name.equals(name)) {
        return known;
      }
    }
    return new Graph(name, true, Integer.parseInt(name.substring(FAN.name.length())));
  }

  public int steps() {
    return forked ? width + 2 : width;
  }

  public int last() {
    return steps() - 1;
  }

  /** How many steps must be complete before that one may start. */
  public int parents(int step) {
    if (step == 0) {
      return 0;
    }
    return forked && step == last() ? width : 1;
  }

  /** The first step that waits for that one; after the last there is none. */
  public int firstChild(int step) {
    return forked && step > 0 && step < last() ? last() : step + 1;
  }

  /** The last step that waits for that one: its children are a range, empty for the last step. */
  public int lastChild(int step) {
    if (step == last()) {
      return step;
    }
    return forked && step == 0 ? width : firstChild(step);
  }
}
