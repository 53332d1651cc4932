package dev.tasker.bench;

/** So many workflows, started by so many clients; one client waits for each before the next. */
public record Load(Graph graph, int workflows, int clients) {

  public int steps() {
    return workflows * graph.steps();
  }

  boolean oneByOne() {
    return clients == 1;
  }
}
