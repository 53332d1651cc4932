package dev.tasker.graph;

import java.util.List;

/** Steps wait for each other in a circle. */
public final class CyclicGraphException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> path;

  CyclicGraphException(List<String> path) {
    super("Steps wait for each other: " + String.join(" -> ", path));
    this.path = List.copyOf(path);
  }

  /** The names along the circle, each before the one that waits for it; the first comes again. */
  public List<String> path() {
    return path;
  }
}
