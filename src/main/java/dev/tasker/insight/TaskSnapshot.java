package dev.tasker.insight;

import dev.tasker.api.task.TaskState;
import dev.tasker.graph.StepGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What decides about the steps of a task, all of one instant.
 *
 * @param taskId the task
 * @param status its state
 * @param now when, by the database's clock
 * @param steps its steps by number
 * @param graph which step waits for which
 * @param cluster what there is to run ready steps
 * @param timing how long the engine takes to notice things
 */
record TaskSnapshot(
    UUID taskId,
    TaskState status,
    Instant now,
    List<StepSnapshot> steps,
    StepGraph graph,
    Cluster cluster,
    Timing timing) {

  TaskSnapshot {
    steps = List.copyOf(steps);
  }

  /**
   * The settings that matter here.
   *
   * @param lease after which silence a node counts as dead
   * @param auditInterval how often the auditor looks for work that got stuck
   */
  record Timing(Duration lease, Duration auditInterval) {}

  /**
   * What there is to run ready steps.
   *
   * @param nodes the live nodes
   * @param aheadOnThreads how many steps of other tasks come first for a thread
   * @param aheadAsynchronous how many come first for an asynchronous place
   * @param countedTo how far the two were counted
   * @param missingHandlers the handlers of the template that the answering node does not have
   */
  record Cluster(
      List<Node> nodes,
      int aheadOnThreads,
      int aheadAsynchronous,
      int countedTo,
      List<String> missingHandlers) {

    Cluster {
      nodes = List.copyOf(nodes);
      missingHandlers = List.copyOf(missingHandlers);
    }
  }

  /**
   * A node that has not left.
   *
   * @param name its name
   * @param silent whether its lease has run out
   * @param hasThread whether it could take a step that needs a thread, as far as it has told
   * @param hasPlace whether it could take an asynchronous step, as far as it has told
   * @param refuses whether it cannot run the task's template
   */
  record Node(String name, boolean silent, boolean hasThread, boolean hasPlace, boolean refuses) {}
}
