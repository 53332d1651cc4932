package dev.tasker.rest;

import dev.tasker.diagram.Diagram;
import java.util.List;
import java.util.UUID;

/** A task as a graph, for those who draw it themselves. */
record DiagramDocument(
    UUID taskId,
    String fullName,
    String status,
    List<Node> nodes,
    List<TemplateDocument.Edge> edges,
    List<List<String>> levels) {

  static DiagramDocument of(UUID taskId, Diagram diagram) {
    List<String> names = diagram.nodes().stream().map(Diagram.Node::name).toList();
    return new DiagramDocument(
        taskId,
        diagram.title(),
        diagram.status(),
        diagram.nodes().stream().map(Node::of).toList(),
        diagram.edges().stream()
            .map(edge -> new TemplateDocument.Edge(names.get(edge.from()), names.get(edge.to())))
            .toList(),
        diagram.levels().stream().map(level -> level.stream().map(names::get).toList()).toList());
  }

  /** A step, with the words and the colours that the pictures have. */
  record Node(String name, String status, String caption, String fill, String stroke) {

    static Node of(Diagram.Node node) {
      return new Node(
          node.name(),
          node.state().word(),
          node.caption(),
          node.look().fill(),
          node.look().stroke());
    }
  }
}
