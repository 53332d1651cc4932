package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import dev.tasker.insight.Explanation.OfStep;
import dev.tasker.task.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Says of each step that has not ended why that is so. Looks at a snapshot and nothing else. */
final class Judge {

  private final TaskSnapshot task;
  private final Blockers blockers;
  private final ReadyJudge ready;

  private Judge(TaskSnapshot task) {
    this.task = task;
    this.blockers = Blockers.of(task);
    this.ready = new ReadyJudge(task.cluster());
  }

  /** Explains a task. */
  static Explanation explain(TaskSnapshot task) {
    var judge = new Judge(task);
    List<OfStep> steps =
        task.steps().stream()
            .filter(step -> !step.state().isEnd())
            .map(
                step ->
                    judge.verdict(step).of(new StepId(task.taskId(), step.stepNo()).toUuid(), step))
            .toList();
    return new Explanation(task.taskId(), task.status(), Summary.of(task, steps), steps);
  }

  private Verdict verdict(StepSnapshot step) {
    if (step.state() == StepState.IN_PROGRESS) {
      return running(step);
    }
    if (step.state() == StepState.ERROR) {
      return failed(step);
    }
    List<String> waitsFor = unfinishedParents(step);
    return waitsFor.isEmpty() ? startable(step) : waiting(step, waitsFor);
  }

  private List<String> unfinishedParents(StepSnapshot step) {
    return Arrays.stream(task.graph().parents(step.stepNo()))
        .mapToObj(task.steps()::get)
        .filter(parent -> !parent.state().satisfiesChildren())
        .map(StepSnapshot::name)
        .toList();
  }

  private Verdict waiting(StepSnapshot step, List<String> waitsFor) {
    List<String> failed = blockers.failedBefore(step.stepNo());
    List<String> cancelled = blockers.cancelledBefore(step.stepNo());
    if (!failed.isEmpty()) {
      return new Verdict(
              Reason.BLOCKED_BY_FAILED_STEP,
              "It cannot run because %s before it failed for good. Retry or resolve what failed."
                  .formatted(Words.names(failed)))
          .with("waiting_for", waitsFor)
          .with("failed_steps", failed)
          .with("cancelled_steps", cancelled);
    }
    if (!cancelled.isEmpty()) {
      return new Verdict(
              Reason.BLOCKED_BY_CANCELLED_STEP,
              "It cannot run because %s before it was cancelled. Resolve this step or cancel it too."
                  .formatted(Words.names(cancelled)))
          .with("waiting_for", waitsFor)
          .with("cancelled_steps", cancelled);
    }
    return new Verdict(
            Reason.WAITING_FOR_STEPS, "It waits for %s to end.".formatted(Words.names(waitsFor)))
        .with("waiting_for", waitsFor);
  }

  private Verdict startable(StepSnapshot step) {
    if (step.queued().isEmpty()) {
      return notQueued();
    }
    Instant due = step.queued().get().dueAt().orElse(Instant.MIN);
    if (due.isAfter(task.now())) {
      return new Verdict(
              Reason.TASK_DELAYED_UNTIL,
              "Its task is not to start before %s, in %s."
                  .formatted(Words.time(due), Words.duration(until(due))))
          .with("run_at", Words.time(due))
          .with("wait_ms", until(due).toMillis());
    }
    String lost =
        step.attempts().lostNodes() > 0 ? "Its node died while it ran, so it starts again. " : "";
    return ready.verdict(step, lost);
  }

  private Verdict notQueued() {
    return new Verdict(
            Reason.NOT_QUEUED,
            "It is ready but stands in no queue, which must not happen. The auditor looks every %s"
                    .formatted(Words.duration(task.timing().auditInterval()))
                + " and puts it right.")
        .with("audit_interval_ms", task.timing().auditInterval().toMillis());
  }

  private Verdict failed(StepSnapshot step) {
    if (step.nextRetryAt().isEmpty()) {
      return FailureVerdict.of(step);
    }
    Instant due = step.nextRetryAt().get();
    if (due.isAfter(task.now())) {
      return FailureVerdict.retried(step, due, until(due));
    }
    return step.queued().isEmpty() ? notQueued() : ready.verdict(step, "Its next attempt is due. ");
  }

  private Verdict running(StepSnapshot step) {
    Duration since = Duration.between(step.attempts().last().orElse(task.now()), task.now());
    boolean lost =
        step.holder()
            .map(
                holder ->
                    holder.hasLeft()
                        || holder.seenAt().plus(task.timing().lease()).isBefore(task.now()))
            .orElse(true);
    return lost ? lost(step) : held(step, since);
  }

  private Verdict held(StepSnapshot step, Duration since) {
    String node = step.holder().map(StepSnapshot.Holder::node).orElse("");
    var verdict =
        new Verdict(
                Reason.RUNNING,
                "Attempt %d has been running for %s on node %s; %s"
                    .formatted(
                        step.attempts().made(),
                        Words.duration(since),
                        Words.quoted(node),
                        timeout(step, since)))
            .with("node", node)
            .with("running_ms", since.toMillis());
    step.attempts().last().ifPresent(at -> verdict.with("running_since", Words.time(at)));
    step.timeout()
        .ifPresent(
            limit -> verdict.with("times_out_at", Words.time(task.now().minus(since).plus(limit))));
    return verdict.withBudget(step.attempts());
  }

  private static String timeout(StepSnapshot step, Duration since) {
    if (step.timeout().isEmpty()) {
      return "it has no time-out.";
    }
    Duration left = step.timeout().get().minus(since);
    return left.isNegative()
        ? "its time-out passed %s ago, and it has been told to end.".formatted(Words.duration(left))
        : "it times out in %s.".formatted(Words.duration(left));
  }

  private Verdict lost(StepSnapshot step) {
    String node = step.holder().map(StepSnapshot.Holder::node).orElse("unknown");
    Duration silent =
        Duration.between(
            step.holder().map(StepSnapshot.Holder::seenAt).orElse(task.now()), task.now());
    return new Verdict(
            Reason.NODE_LOST,
            "Its node %s has not been heard of for %s; another node is about to take the step back."
                .formatted(Words.quoted(node), Words.duration(silent)))
        .with("node", node)
        .with("silent_ms", silent.toMillis())
        .withBudget(step.attempts());
  }

  private Duration until(Instant at) {
    return Duration.between(task.now(), at);
  }
}
