package dev.tasker.diagram;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskView;
import dev.tasker.graph.GraphAnalysis;
import dev.tasker.graph.StepGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task as a picture shows it. Immutable.
 *
 * @param title the task's template
 * @param status the task's state
 * @param nodes its steps, by number
 * @param edges which step waits for which
 * @param levels the numbers of the steps that can run side by side, roots first
 */
public record Diagram(
    String title, String status, List<Node> nodes, List<Edge> edges, List<List<Integer>> levels) {

  /** Copies the lists. */
  public Diagram {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    levels = List.copyOf(levels);
  }

  /** The picture of a task. */
  public static Diagram of(TaskView task) {
    List<String> names = task.steps().stream().map(StepView::name).toList();
    Map<String, List<String>> parents = new LinkedHashMap<>();
    task.steps().forEach(step -> parents.put(step.name(), step.dependsOnSteps()));
    StepGraph graph = StepGraph.of(names, parents);
    var edges = new ArrayList<Edge>();
    for (int step = 0; step < graph.size(); step++) {
      for (int parent : graph.parents(step)) {
        edges.add(new Edge(parent, step));
      }
    }
    return new Diagram(
        task.fullName(),
        task.status().word(),
        task.steps().stream().map(Node::of).toList(),
        edges,
        GraphAnalysis.of(graph).levels());
  }

  /**
   * A step.
   *
   * @param name its name, which may hold anything
   * @param state its state
   * @param look how it is shown
   * @param note how often it was tried, if that is worth saying; empty otherwise
   */
  public record Node(String name, StepState state, Look look, String note) {

    static Node of(StepView step) {
      boolean tried = step.attempts() > 1 || step.attempts() == 1 && !step.status().isEnd();
      return new Node(
          step.name(),
          step.status(),
          Look.of(step.status(), step.nextRetryAt().isPresent()),
          tried ? "attempt %d of %d".formatted(step.attempts(), step.retryLimit()) : "");
    }

    /** The state and the note in one line. */
    public String caption() {
      return note.isEmpty() ? look.word() : look.word() + " · " + note;
    }
  }

  /**
   * A dependency.
   *
   * @param from the number of the parent
   * @param to the number of the child
   */
  public record Edge(int from, int to) {}
}
