package dev.tasker.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the shape of a graph tells: how its steps can run side by side, and which chain of them
 * decides how long it takes at least. Steps are known by number. Immutable.
 */
public final class GraphAnalysis {

  private final StepGraph graph;
  private final int[] level;

  private GraphAnalysis(StepGraph graph, int[] level) {
    this.graph = graph;
    this.level = level;
  }

  /** Analyses a graph. */
  public static GraphAnalysis of(StepGraph graph) {
    int[] level = new int[graph.size()];
    for (int step : graph.topologicalOrder()) {
      level[step] =
          Arrays.stream(graph.parents(step)).map(parent -> level[parent] + 1).max().orElse(0);
    }
    return new GraphAnalysis(graph, level);
  }

  /**
   * The steps by level: roots on the first, each other step right below the lowest of its parents.
   * Steps of one level can run side by side.
   */
  public List<List<Integer>> levels() {
    List<List<Integer>> levels = new ArrayList<>();
    for (int step : inOrder(step -> true)) {
      while (levels.size() <= level[step]) {
        levels.add(new ArrayList<>());
      }
      levels.get(level[step]).add(step);
    }
    return levels;
  }

  /** All steps, parents before children: level by level, in template order within a level. */
  public List<Integer> executionOrder() {
    return levels().stream().flatMap(List::stream).toList();
  }

  /** The longest chain of steps from a root down; the first in template order if several are. */
  public List<Integer> criticalPath() {
    var path = new ArrayList<Integer>();
    int deepest = Arrays.stream(level).max().orElse(-1);
    int[] candidates = IntStream.range(0, level.length).toArray();
    for (int depth = deepest; depth >= 0; depth--) {
      int wanted = depth;
      int step =
          Arrays.stream(candidates)
              .filter(one -> level[one] == wanted)
              .sorted()
              .findFirst()
              .getAsInt();
      path.add(step);
      candidates = graph.parents(step);
    }
    Collections.reverse(path);
    return path;
  }

  /** The steps that wait for none. */
  public List<Integer> roots() {
    return inOrder(step -> graph.parents(step).length == 0);
  }

  /** The steps that none waits for. */
  public List<Integer> leaves() {
    return inOrder(step -> graph.children(step).length == 0);
  }

  private List<Integer> inOrder(java.util.function.IntPredicate wanted) {
    return IntStream.range(0, graph.size()).filter(wanted).boxed().toList();
  }
}
