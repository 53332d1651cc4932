package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskState;
import dev.tasker.task.TaskInsight.ExecutionStatus;
import dev.tasker.task.TaskInsight.HealthStatus;
import dev.tasker.task.TaskInsight.RecommendedAction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TaskInsightTest {

  @Test
  void readyStep_comesBeforeAllElse() {
    assertInsight(
        TaskState.IN_PROGRESS,
        new StepTally(5, 1, 1, 1, 2, 0, 0, 1, 1),
        ExecutionStatus.HAS_READY_STEPS,
        RecommendedAction.EXECUTE_READY_STEPS,
        HealthStatus.DEGRADED);
  }

  @Test
  void runningStep_comesBeforeFailures() {
    assertInsight(
        TaskState.IN_PROGRESS,
        new StepTally(4, 1, 1, 1, 1, 0, 0, 0, 1),
        ExecutionStatus.PROCESSING,
        RecommendedAction.WAIT_FOR_COMPLETION,
        HealthStatus.RECOVERING);
  }

  @Test
  void stepBetweenAttempts_isWaitedFor() {
    assertInsight(
        TaskState.IN_PROGRESS,
        new StepTally(3, 1, 0, 1, 1, 0, 0, 0, 1),
        ExecutionStatus.WAITING_FOR_RETRY,
        RecommendedAction.WAIT_FOR_RETRY,
        HealthStatus.RECOVERING);
  }

  @Test
  void stepFailedForGood_blocks() {
    assertInsight(
        TaskState.ERROR,
        new StepTally(3, 1, 0, 1, 1, 0, 0, 0, 0),
        ExecutionStatus.BLOCKED_BY_FAILURES,
        RecommendedAction.HANDLE_FAILURES,
        HealthStatus.BLOCKED);
  }

  @Test
  void stepCancelledAlone_blocksToo() {
    assertInsight(
        TaskState.ERROR,
        new StepTally(3, 1, 0, 1, 0, 1, 0, 0, 0),
        ExecutionStatus.BLOCKED_BY_FAILURES,
        RecommendedAction.HANDLE_FAILURES,
        HealthStatus.BLOCKED);
  }

  @Test
  void endedTask_needsNothing() {
    assertInsight(
        TaskState.COMPLETE,
        new StepTally(3, 0, 0, 2, 0, 0, 1, 0, 0),
        ExecutionStatus.ALL_COMPLETE,
        RecommendedAction.NONE,
        HealthStatus.HEALTHY);
    assertInsight(
        TaskState.CANCELLED,
        new StepTally(3, 0, 0, 1, 0, 2, 0, 0, 0),
        ExecutionStatus.CANCELLED,
        RecommendedAction.NONE,
        HealthStatus.HEALTHY);
  }

  @Test
  void stepsOfATaskThatIsNotDue_areNotReady() {
    var steps = new StepTally(2, 2, 0, 0, 0, 0, 0, 1, 0);
    assertThat(TaskInsight.of(TaskState.PENDING, steps, false).executionStatus())
        .isEqualTo(ExecutionStatus.WAITING_FOR_DEPENDENCIES);
    assertThat(TaskInsight.of(TaskState.PENDING, steps, true).executionStatus())
        .isEqualTo(ExecutionStatus.HAS_READY_STEPS);
  }

  @Test
  void percentage_isNeverRoundedUpToTheEnd() {
    var steps = new StepTally(30_001, 1, 0, 30_000, 0, 0, 0, 0, 0);
    assertThat(TaskInsight.of(TaskState.IN_PROGRESS, steps, true).completionPercentage())
        .isEqualByComparingTo("99.99");
  }

  @Property
  void percentage_isAHundredOnlyWhenEachStepIsDone(
      @ForAll @IntRange(max = 2000) int done,
      @ForAll @IntRange(max = 2000) int resolved,
      @ForAll @IntRange(max = 2000) int pending) {
    int total = done + resolved + pending;
    var steps = new StepTally(total, pending, 0, done, 0, 0, resolved, 0, 0);
    double percentage =
        TaskInsight.of(TaskState.IN_PROGRESS, steps, true).completionPercentage().doubleValue();

    assertThat(percentage).isBetween(0.0, 100.0);
    assertThat(percentage == 100.0).isEqualTo(pending == 0);
  }

  private static void assertInsight(
      TaskState state,
      StepTally steps,
      ExecutionStatus status,
      RecommendedAction action,
      HealthStatus health) {
    TaskInsight insight = TaskInsight.of(state, steps, true);
    assertThat(insight.executionStatus()).isEqualTo(status);
    assertThat(insight.recommendedAction()).isEqualTo(action);
    assertThat(insight.healthStatus()).isEqualTo(health);
  }
}
