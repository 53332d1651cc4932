package dev.tasker.insight;

import dev.tasker.insight.TaskSnapshot.Cluster;
import dev.tasker.insight.TaskSnapshot.Node;
import java.util.List;

/** Says why a step that could start has not been taken by a node. */
final class ReadyJudge {

  private final Cluster cluster;
  private final List<Node> live;
  private final List<Node> able;

  ReadyJudge(Cluster cluster) {
    this.cluster = cluster;
    this.live = cluster.nodes().stream().filter(node -> !node.silent()).toList();
    this.able = live.stream().filter(node -> !node.refuses()).toList();
  }

  /**
   * The reason.
   *
   * @param before a sentence to begin with, or nothing
   */
  Verdict verdict(StepSnapshot step, String before) {
    if (live.isEmpty()) {
      return new Verdict(
              Reason.NO_NODE,
              before + "It is ready, but no node of the engine is running. Start one.")
          .with("nodes", 0);
    }
    if (able.isEmpty()) {
      return noHandler(before);
    }
    int ahead = step.asynchronous() ? cluster.aheadAsynchronous() : cluster.aheadOnThreads();
    boolean full =
        able.stream().noneMatch(node -> step.asynchronous() ? node.hasPlace() : node.hasThread());
    return (full ? full(step, before, ahead) : queued(before, ahead))
        .with("nodes", able.size())
        .with("steps_ahead", ahead);
  }

  private Verdict noHandler(String before) {
    String missing =
        cluster.missingHandlers().isEmpty()
            ? ""
            : " This node lacks %s.".formatted(Words.names(cluster.missingHandlers()));
    return new Verdict(
            Reason.NO_HANDLER_NODE,
            before
                + "It is ready, but none of %s can run its template.%s Deploy the handlers that it names, and its settings, and restart the node."
                    .formatted(Words.count(live.size(), "running node", "running nodes"), missing))
        .with("nodes", live.size())
        .with("missing_handlers", cluster.missingHandlers());
  }

  private Verdict full(StepSnapshot step, String before, int ahead) {
    String setting = step.asynchronous() ? "tasker.engine.async-steps" : "tasker.engine.threads";
    return new Verdict(
            Reason.AT_CAPACITY,
            before
                + "It is ready, but every slot of %s is taken, and %s before it. Add nodes, or raise %s."
                    .formatted(Words.count(able.size(), "node", "nodes"), waiting(ahead), setting))
        .with("setting", setting);
  }

  private Verdict queued(String before, int ahead) {
    return new Verdict(
        Reason.QUEUED,
        before
            + (ahead == 0
                ? "It is ready, and first in the queue: a node takes it at any moment."
                : "It is ready; %s before it.".formatted(waiting(ahead))));
  }

  private String waiting(int ahead) {
    String counted = (ahead >= cluster.countedTo() ? "at least " : "") + ahead;
    return counted + (ahead == 1 ? " step waits" : " steps wait");
  }
}
