package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import dev.tasker.insight.Explanation.OfStep;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A task in a few sentences: how far it is, what its steps do, and whether somebody must act. */
final class Summary {

  private Summary() {}

  static String of(TaskSnapshot task, List<OfStep> open) {
    int total = task.steps().size();
    int done = (int) task.steps().stream().filter(step -> step.state().satisfiesChildren()).count();
    return switch (task.status()) {
      case COMPLETE -> "The task is complete: %d of %s done.".formatted(done, steps(total));
      case RESOLVED_MANUALLY -> "The task was declared done by an operator.";
      case CANCELLED -> "The task was cancelled with %d of %s done.".formatted(done, steps(total));
      case PENDING, IN_PROGRESS, ERROR ->
          "%d of %s done.%s%s"
              .formatted(done, steps(total) + are(total), open(open), act(task, open));
    };
  }

  private static String open(List<OfStep> open) {
    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    open.forEach(step -> counts.merge(step.reason(), 1, Integer::sum));
    return counts.isEmpty()
        ? ""
        : " "
            + counts.entrySet().stream()
                .map(
                    entry -> entry.getValue() + " " + phrase(entry.getKey(), entry.getValue() == 1))
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static String phrase(Reason reason, boolean one) {
    return switch (reason) {
      case RUNNING -> one ? "is running" : "are running";
      case QUEUED -> one ? "is ready and queued" : "are ready and queued";
      case AT_CAPACITY -> (one ? "is" : "are") + " ready while every slot is taken";
      case RETRY_DUE_AT -> (one ? "waits" : "wait") + " for the next attempt";
      case TASK_DELAYED_UNTIL -> (one ? "waits" : "wait") + " for the task's time to start";
      case WAITING_FOR_STEPS -> (one ? "waits" : "wait") + " for other steps";
      case NODE_LOST -> (one ? "was" : "were") + " running on a node that is gone";
      case NO_HANDLER_NODE -> (one ? "finds" : "find") + " no node with its handlers";
      case NO_NODE -> (one ? "waits" : "wait") + " for a node to start";
      case NOT_QUEUED -> (one ? "waits" : "wait") + " for the auditor";
      case BLOCKED_BY_CANCELLED_STEP -> "cannot run after a cancelled step";
      case BLOCKED_BY_FAILED_STEP -> "cannot run after a failed step";
      case FAILED_PERMANENTLY -> "failed for good";
    };
  }

  private static String act(TaskSnapshot task, List<OfStep> open) {
    List<String> failed =
        open.stream()
            .filter(step -> step.reason() == Reason.FAILED_PERMANENTLY)
            .map(OfStep::name)
            .toList();
    if (!failed.isEmpty()) {
      return " Somebody must act on %s.".formatted(Words.names(failed));
    }
    List<String> cancelled =
        task.steps().stream()
            .filter(step -> step.state() == StepState.CANCELLED)
            .map(StepSnapshot::name)
            .toList();
    if (!cancelled.isEmpty()) {
      return " Somebody must act on what comes after %s.".formatted(Words.names(cancelled));
    }
    return open.stream().anyMatch(step -> step.reason() == Reason.NO_HANDLER_NODE)
        ? " Somebody must deploy the missing handlers."
        : "";
  }

  private static String steps(int number) {
    return Words.count(number, "step", "steps");
  }

  private static String are(int number) {
    return number == 1 ? " is" : " are";
  }
}
