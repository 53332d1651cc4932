package dev.tasker.insight;

import static dev.tasker.insight.Snapshots.NOW;
import static dev.tasker.insight.Snapshots.attempts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskState;
import dev.tasker.insight.Explanation.OfStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {

  @Test
  void runningStep_tellsHowLongWhereAndWhenItTimesOut() {
    OfStep step = only(new Snapshots().running("a", Duration.ZERO, false, Duration.ofSeconds(30)));
    assertThat(step.reason()).isEqualTo(Reason.RUNNING);
    assertThat(step.explanation())
        .isEqualTo("Attempt 2 has been running for 12 s on node \"n1\"; it times out in 18 s.");
    assertThat(step.details())
        .containsEntry("node", "n1")
        .containsEntry("running_ms", 12_000L)
        .containsEntry("running_since", "2026-07-01T09:59:48.000Z")
        .containsEntry("times_out_at", "2026-07-01T10:00:18.000Z")
        .containsEntry("attempts", 2)
        .containsEntry("retry_limit", 3);
  }

  @Test
  void runningStepWithoutTimeout_saysSo() {
    OfStep step = only(new Snapshots().running("a", Duration.ZERO, false, null));
    assertThat(step.explanation()).endsWith("it has no time-out.");
    assertThat(step.details()).doesNotContainKey("times_out_at");
  }

  @Test
  void stepBeyondItsTimeout_hasBeenToldToEnd() {
    OfStep step = only(new Snapshots().running("a", Duration.ZERO, false, Duration.ofSeconds(5)));
    assertThat(step.explanation()).contains("its time-out passed 7 s ago");
  }

  @Test
  void stepOnASilentNode_isLost() {
    OfStep step = only(new Snapshots().running("a", Duration.ofSeconds(11), false, null));
    assertThat(step.reason()).isEqualTo(Reason.NODE_LOST);
    assertThat(step.explanation()).contains("has not been heard of for 11 s");
    assertThat(step.details()).containsEntry("silent_ms", 11_000L);
  }

  @Test
  void stepOnANodeThatLeft_isLost() {
    assertThat(only(new Snapshots().running("a", Duration.ZERO, true, null)).reason())
        .isEqualTo(Reason.NODE_LOST);
  }

  @Test
  void stepOfAnUnknownNode_isLost() {
    assertThat(only(new Snapshots().step("a", StepState.IN_PROGRESS)).reason())
        .isEqualTo(Reason.NODE_LOST);
  }

  @Test
  void readyStepOfAnIdleCluster_isTakenAtAnyMoment() {
    OfStep step = only(new Snapshots().ready("a"));
    assertThat(step.reason()).isEqualTo(Reason.QUEUED);
    assertThat(step.explanation()).contains("first in the queue");
    assertThat(step.details()).containsEntry("steps_ahead", 0).containsEntry("nodes", 1);
  }

  @Test
  void readyStepBehindOthers_tellsHowMany() {
    assertThat(only(new Snapshots().nodes(7, Snapshots.IDLE).ready("a")).explanation())
        .isEqualTo("It is ready; 7 steps wait before it.");
    assertThat(only(new Snapshots().nodes(1, Snapshots.IDLE).ready("a")).explanation())
        .isEqualTo("It is ready; 1 step waits before it.");
    assertThat(only(new Snapshots().nodes(1000, Snapshots.IDLE).ready("a")).explanation())
        .contains("at least 1000 steps");
  }

  @Test
  void readyStepOfAFullCluster_isAtCapacity() {
    OfStep step = only(new Snapshots().nodes(4, Snapshots.FULL, Snapshots.REFUSING).ready("a"));
    assertThat(step.reason()).isEqualTo(Reason.AT_CAPACITY);
    assertThat(step.explanation())
        .contains("every slot of 1 node", "4 steps", "tasker.engine.threads");
    assertThat(step.details()).containsEntry("setting", "tasker.engine.threads");
  }

  @Test
  void readyStepThatAllNodesRefuse_hasNoHandlerNode() {
    OfStep step = only(new Snapshots().nodes(0, Snapshots.REFUSING, Snapshots.SILENT).ready("a"));
    assertThat(step.reason()).isEqualTo(Reason.NO_HANDLER_NODE);
    assertThat(step.explanation())
        .contains("none of 1 running node can run its template", "lacks \"payments.charge\"");
    assertThat(step.details()).containsEntry("missing_handlers", List.of("payments.charge"));
  }

  @Test
  void readyStepWithoutNodes_waitsForOne() {
    assertThat(only(new Snapshots().nodes(0).ready("a")).reason()).isEqualTo(Reason.NO_NODE);
    assertThat(only(new Snapshots().nodes(0, Snapshots.SILENT).ready("a")).reason())
        .isEqualTo(Reason.NO_NODE);
  }

  @Test
  void readyStepInNoQueue_waitsForTheAuditor() {
    OfStep step = only(new Snapshots().step("a", StepState.PENDING));
    assertThat(step.reason()).isEqualTo(Reason.NOT_QUEUED);
    assertThat(step.details()).containsEntry("audit_interval_ms", 60_000L);
  }

  @Test
  void stepOfADelayedTask_tellsWhenItStarts() {
    OfStep step = only(new Snapshots().status(TaskState.PENDING).queued("a", NOW.plusSeconds(90)));
    assertThat(step.reason()).isEqualTo(Reason.TASK_DELAYED_UNTIL);
    assertThat(step.explanation())
        .isEqualTo("Its task is not to start before 2026-07-01T10:01:30.000Z, in 90 s.");
    assertThat(step.details()).containsEntry("run_at", "2026-07-01T10:01:30.000Z");
  }

  @Test
  void delayThatIsOver_makesTheStepReady() {
    assertThat(only(new Snapshots().queued("a", NOW.minusMillis(1))).reason())
        .isEqualTo(Reason.QUEUED);
  }

  @Test
  void stepWithOpenParents_namesThemAlone() {
    var steps =
        explain(
            new Snapshots()
                .step("a", StepState.COMPLETE)
                .ready("b")
                .ready("c")
                .step("d", StepState.PENDING, "a", "b", "c"));
    OfStep waiting = steps.get(2);
    assertThat(waiting.reason()).isEqualTo(Reason.WAITING_FOR_STEPS);
    assertThat(waiting.explanation()).isEqualTo("It waits for \"b\", \"c\" to end.");
    assertThat(waiting.details()).containsEntry("waiting_for", List.of("b", "c"));
  }

  @Test
  void stepWithManyOpenParents_namesSomeInTheSentenceAndAllInTheDetails() {
    var snapshots = new Snapshots();
    String[] names = IntStream.range(0, 9).mapToObj(i -> "p" + i).toArray(String[]::new);
    for (String name : names) {
      snapshots.ready(name);
    }
    OfStep join = explain(snapshots.step("join", StepState.PENDING, names)).get(9);
    assertThat(join.explanation()).contains("\"p4\" and 4 more");
    assertThat(join.details()).containsEntry("waiting_for", List.of(names));
  }

  @Test
  void stepFarBehindAFailedOne_isBlockedByIt() {
    var steps =
        explain(
            new Snapshots()
                .failed("a", attempts(3, 0, true, "boom", null), null, false)
                .step("b", StepState.PENDING, "a")
                .step("c", StepState.PENDING, "b"));
    assertThat(steps.get(2).reason()).isEqualTo(Reason.BLOCKED_BY_FAILED_STEP);
    assertThat(steps.get(2).details())
        .containsEntry("waiting_for", List.of("b"))
        .containsEntry("failed_steps", List.of("a"));
  }

  @Test
  void stepBehindACancelledOne_isBlockedByIt() {
    var steps =
        explain(
            new Snapshots()
                .step("a", StepState.CANCELLED)
                .step("b", StepState.PENDING, "a")
                .step("c", StepState.PENDING, "b"));
    assertThat(steps).extracting(OfStep::name).containsExactly("b", "c");
    assertThat(steps).extracting(OfStep::reason).containsOnly(Reason.BLOCKED_BY_CANCELLED_STEP);
    assertThat(steps.get(1).details()).containsEntry("cancelled_steps", List.of("a"));
  }

  @Test
  void stepBehindAResolvedOne_isNotBlocked() {
    var steps = explain(new Snapshots().step("a", StepState.RESOLVED_MANUALLY).ready("b", "a"));
    assertThat(steps).extracting(OfStep::reason).containsExactly(Reason.QUEUED);
  }

  @Test
  void stepToBeRetried_tellsWhenAndWhatWasWrong() {
    OfStep step =
        only(
            new Snapshots()
                .failed(
                    "a",
                    attempts(2, 0, true, "503 from the shop", "HTTP_503"),
                    NOW.plusSeconds(4),
                    true));
    assertThat(step.reason()).isEqualTo(Reason.RETRY_DUE_AT);
    assertThat(step.explanation())
        .isEqualTo(
            "Attempt 2 of 3 failed; the next one is due at 2026-07-01T10:00:04.000Z, in 4 s."
                + " The last error: 503 from the shop.");
    assertThat(step.details())
        .containsEntry("retry_at", "2026-07-01T10:00:04.000Z")
        .containsEntry("error_code", "HTTP_503");
  }

  @Test
  void forgivenAttempts_areToldApart() {
    OfStep step =
        only(
            new Snapshots()
                .failed("a", attempts(5, 4, true, "open", null), NOW.plusSeconds(1), true));
    assertThat(step.explanation()).startsWith("Attempt 5 did not succeed (1 of 3 attempts count)");
  }

  @Test
  void retryThatIsDue_isReady() {
    var attempts = attempts(1, 0, true, "no", null);
    OfStep step = only(new Snapshots().failed("a", attempts, NOW, true));
    assertThat(step.reason()).isEqualTo(Reason.QUEUED);
    assertThat(step.explanation()).startsWith("Its next attempt is due.");
    assertThat(only(new Snapshots().failed("a", attempts, NOW, false)).reason())
        .isEqualTo(Reason.NOT_QUEUED);
  }

  @Test
  void failureForGood_tellsWhy() {
    assertThat(forGood(attempts(3, 0, true, "boom!", null)))
        .isEqualTo(
            "All 3 attempts failed. The last error: boom! Retry the step, resolve it by hand, or"
                + " cancel the task.");
    assertThat(forGood(attempts(1, 0, true, "no such card", "HTTP_404")))
        .startsWith(
            "It failed in a way that another attempt would not cure. The last error: no such card.");
    assertThat(forGood(attempts(1, 0, false, null, null)))
        .startsWith("It failed, and its template does not allow another attempt. Retry the step");
    assertThat(forGood(attempts(3, 3, true, "died", "node_lost")))
        .startsWith("It was given up because its node died 3 times in a row.");
  }

  private static String forGood(StepSnapshot.Attempts attempts) {
    OfStep step = only(new Snapshots().status(TaskState.ERROR).failed("a", attempts, null, false));
    assertThat(step.reason()).isEqualTo(Reason.FAILED_PERMANENTLY);
    return step.explanation();
  }

  private static List<OfStep> explain(Snapshots snapshots) {
    return Judge.explain(snapshots.build()).steps();
  }

  private static OfStep only(Snapshots snapshots) {
    List<OfStep> steps = explain(snapshots);
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }
}
