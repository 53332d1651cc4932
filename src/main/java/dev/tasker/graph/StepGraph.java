package dev.tasker.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A directed acyclic graph of steps, each known by its number (its place in the template, from 0).
 * Immutable.
 */
public final class StepGraph {

  private final int[][] parents;
  private final int[][] children;
  private final int[] order;

  private StepGraph(int[][] parents, int[][] children, int[] order) {
    this.parents = parents;
    this.children = children;
    this.order = order;
  }

  /**
   * Builds the graph of steps given by name.
   *
   * @param names the steps in template order, without duplicates
   * @param parentsOf the parents of each step that has any; all of them among the names
   * @throws CyclicGraphException if there is a cycle; the exception holds its path
   */
  public static StepGraph of(List<String> names, Map<String, List<String>> parentsOf) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[][] parents = new int[names.size()][];
    for (int step = 0; step < parents.length; step++) {
      parents[step] =
          parentsOf.getOrDefault(names.get(step), List.of()).stream()
              .mapToInt(numbers::get)
              .distinct()
              .toArray();
    }
    int[][] children = childrenOf(parents);
    int[] order = topologicalOrder(parents, children);
    if (order.length < parents.length) {
      throw new CyclicGraphException(cycle(names, parents, order));
    }
    return new StepGraph(parents, children, order);
  }

  /** How many steps there are. */
  public int size() {
    return parents.length;
  }

  /** The steps that must finish before this one may start. Not to be changed by the caller. */
  public int[] parents(int step) {
    return parents[step];
  }

  /** The steps that wait for this one. Not to be changed by the caller. */
  public int[] children(int step) {
    return children[step];
  }

  /** The steps without parents, in template order. */
  public int[] roots() {
    return Arrays.stream(order).filter(step -> parents[step].length == 0).sorted().toArray();
  }

  /** All steps, parents before children. Not to be changed by the caller. */
  public int[] topologicalOrder() {
    return order;
  }

  private static int[][] childrenOf(int[][] parents) {
    List<List<Integer>> children = new ArrayList<>();
    for (int step = 0; step < parents.length; step++) {
      children.add(new ArrayList<>());
    }
    for (int step = 0; step < parents.length; step++) {
      for (int parent : parents[step]) {
        children.get(parent).add(step);
      }
    }
    return children.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Kahn's algorithm; shorter than the graph if there is a cycle. */
  private static int[] topologicalOrder(int[][] parents, int[][] children) {
    int[] waiting = Arrays.stream(parents).mapToInt(list -> list.length).toArray();
    var ready = new ArrayDeque<Integer>();
    for (int step = 0; step < waiting.length; step++) {
      if (waiting[step] == 0) {
        ready.add(step);
      }
    }
    int[] order = new int[waiting.length];
    int done = 0;
    while (!ready.isEmpty()) {
      int step = ready.remove();
      order[done++] = step;
      for (int child : children[step]) {
        if (--waiting[child] == 0) {
          ready.add(child);
        }
      }
    }
    return Arrays.copyOf(order, done);
  }

  /** Follows parents that are not in the order until one comes again. */
  private static List<String> cycle(List<String> names, int[][] parents, int[] order) {
    boolean[] sorted = new boolean[names.size()];
    for (int step : order) {
      sorted[step] = true;
    }
    int step = 0;
    while (sorted[step]) {
      step++;
    }
    var path = new LinkedHashSet<Integer>();
    while (path.add(step)) {
      step =
          Arrays.stream(parents[step]).filter(parent -> !sorted[parent]).findFirst().orElseThrow();
    }
    int start = step;
    var cycle = new ArrayList<Integer>();
    path.stream().dropWhile(onPath -> onPath != start).forEach(cycle::add);
    cycle.add(start);
    Collections.reverse(cycle);
    return cycle.stream().map(names::get).toList();
  }
}
