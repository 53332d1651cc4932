package dev.tasker.bench;

/** Graphs as BPMN processes, for engines that read those. */
public final class Bpmn {

  /** The bean that is a step's work. */
  public static final String STEP = "step";

  /** The bean that is called within the transaction that ends a process. */
  public static final String END = "end";

  private static final String PROCESS =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:engine="%s"
          targetNamespace="bench">
        <process id="%s" isExecutable="true">
          <extensionElements>
            <engine:executionListener event="end" delegateExpression="${%s}"/>
          </extensionElements>
          <startEvent id="first"/>
          <endEvent id="last"/>
      """;
  private static final String END_OF_PROCESS = "  </process>\n</definitions>\n";
  private static final String SERVICE_TASK =
      "    <serviceTask id=\"s%d\" engine:%s=\"true\" engine:delegateExpression=\"${%s}\"/>%n";
  private static final String JOIN = "    <parallelGateway id=\"join\"/>\n";
  private static final String FLOW =
      "    <sequenceFlow id=\"%1$s-%2$s\" sourceRef=\"%1$s\" targetRef=\"%2$s\"/>%n";

  private final Graph graph;
  private final StringBuilder xml = new StringBuilder();

  private Bpmn(Graph graph) {
    this.graph = graph;
  }

  /**
   * A process whose name is the graph's, with a service task for each step.
   *
   * @param namespace of the engine's own attributes
   * @param asynchronous the attribute that gives a service task a transaction of its own
   */
  public static String of(Graph graph, String namespace, String asynchronous) {
    return new Bpmn(graph).process(namespace, asynchronous);
  }

  private String process(String namespace, String asynchronous) {
    xml.append(PROCESS.formatted(namespace, graph.name(), END));
    flow("first", "s0");
    if (graph.parents(graph.last()) > 1) {
      xml.append(JOIN);
      flow("join", "s" + graph.last());
    }
    for (int step = 0; step < graph.steps(); step++) {
      xml.append(SERVICE_TASK.formatted(step, asynchronous, STEP));
      for (int child = graph.firstChild(step); child <= graph.lastChild(step); child++) {
        flow("s" + step, graph.parents(child) > 1 ? "join" : "s" + child);
      }
    }
    flow("s" + graph.last(), "last");
    return xml.append(END_OF_PROCESS).toString();
  }

  private void flow(String from, String to) {
    xml.append(FLOW.formatted(from, to));
  }
}
