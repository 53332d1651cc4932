package dev.tasker.insight;

import static dev.tasker.insight.Snapshots.NOW;
import static dev.tasker.insight.Snapshots.attempts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void taskUnderWay_countsItsStepsByReason() {
    assertThat(
            summary(
                new Snapshots()
                    .step("a", StepState.COMPLETE)
                    .running("b", Duration.ZERO, false, null)
                    .failed("c", attempts(1, 0, true, "no", null), NOW.plusSeconds(1), true)
                    .step("d", StepState.PENDING, "b", "c")
                    .step("e", StepState.PENDING, "d")))
        .isEqualTo(
            "1 of 5 steps are done. 1 is running, 1 waits for the next attempt, 2 wait for other"
                + " steps.");
  }

  @Test
  void failedTask_saysWhoMustActOnWhat() {
    assertThat(
            summary(
                new Snapshots()
                    .status(TaskState.ERROR)
                    .failed("a", attempts(3, 0, true, "no", null), null, false)
                    .step("b", StepState.PENDING, "a")))
        .isEqualTo(
            "0 of 2 steps are done. 1 cannot run after a failed step, 1 failed for good."
                + " Somebody must act on \"a\".");
  }

  @Test
  void taskBehindACancelledStep_saysWhatComesAfterIt() {
    assertThat(
            summary(
                new Snapshots().step("a", StepState.CANCELLED).step("b", StepState.PENDING, "a")))
        .contains("Somebody must act on what comes after \"a\".");
  }

  @Test
  void taskWithoutHandlers_saysWhatIsMissing() {
    assertThat(summary(new Snapshots().nodes(0, Snapshots.REFUSING).ready("a")))
        .isEqualTo(
            "0 of 1 step is done. 1 finds no node with its handlers. Somebody must deploy the"
                + " missing handlers.");
  }

  @Test
  void endedTask_saysHow() {
    assertThat(summary(new Snapshots().status(TaskState.COMPLETE).step("a", StepState.COMPLETE)))
        .isEqualTo("The task is complete: 1 of 1 step done.");
    assertThat(summary(new Snapshots().status(TaskState.CANCELLED).step("a", StepState.CANCELLED)))
        .isEqualTo("The task was cancelled with 0 of 1 step done.");
    assertThat(summary(new Snapshots().status(TaskState.RESOLVED_MANUALLY)))
        .isEqualTo("The task was declared done by an operator.");
  }

  private static String summary(Snapshots snapshots) {
    return Judge.explain(snapshots.build()).summary();
  }
}
