package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import dev.tasker.task.StepTally;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskDocumentTest {

  private static final UUID ID = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");
  private static final UUID STEP = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300001");
  private static final Instant AT = Instant.parse("2026-07-01T10:00:00Z");

  @Test
  void wholeTask_hasEachMemberOfTheContract() {
    Map<String, Object> task = Documents.toJson(TaskDocument.whole(task(Optional.empty()), AT));

    assertThat(task.keySet())
        .containsExactly(
            ("task_id name namespace version full_name status context initiator reason"
                    + " source_system tags priority bypass_steps correlation_id requested_at run_at"
                    + " started_at completed_at step_counts completion_percentage execution_status"
                    + " recommended_action health_status annotations workflow_steps")
                .split(" "));
    assertThat(task)
        .containsEntry("full_name", "shop.checkout@1.0.0")
        .containsEntry("status", "in_progress")
        .containsEntry("started_at", "2026-07-01T10:00:00.000Z")
        .containsEntry("completed_at", null)
        .containsEntry("completion_percentage", new BigDecimal("100.00"))
        .containsEntry("execution_status", "all_complete")
        .containsEntry("recommended_action", "none")
        .containsEntry("health_status", "healthy")
        .containsEntry("annotations", Map.of("parcels", 2L));
  }

  @Test
  void step_hasEachMemberOfTheContract() {
    Map<String, Object> step = Documents.toJson(StepDocument.of(step()));

    assertThat(step.keySet())
        .containsExactly(
            ("step_id task_id name status dependent_system depends_on_steps attempts retry_limit"
                    + " retryable skippable inputs results error last_attempted_at next_retry_at"
                    + " started_at completed_at duration_ms")
                .split(" "));
    assertThat(step).containsEntry("duration_ms", 1500L).containsEntry("error", null);
  }

  @Test
  void taskOfAList_hasCountsButNoSteps() {
    var tally = new StepTally(2, 1, 0, 1, 0, 0, 0, 1, 0);
    Map<String, Object> task =
        Documents.toJson(TaskDocument.listed(task(Optional.of(AT.plusSeconds(1))), tally, AT));

    assertThat(task).doesNotContainKey("workflow_steps");
    assertThat(task)
        .containsEntry("completion_percentage", new BigDecimal("50.00"))
        .containsEntry("run_at", "2026-07-01T10:00:01.000Z")
        .containsEntry("execution_status", "waiting_for_dependencies");
    assertThat(task.get("step_counts"))
        .isEqualTo(
            Map.of(
                "total",
                2,
                "pending",
                1,
                "in_progress",
                0,
                "complete",
                1,
                "error",
                0,
                "cancelled",
                0,
                "resolved_manually",
                0));
  }

  private static TaskView task(Optional<Instant> runAt) {
    return new TaskView(
        ID,
        "shop",
        "checkout",
        "1.0.0",
        TaskState.IN_PROGRESS,
        Map.of("cart", 1L),
        "ann",
        "an order",
        "web",
        List.of("red"),
        0,
        List.of(),
        "corr",
        AT,
        runAt,
        Optional.of(AT),
        Optional.empty(),
        Map.of("parcels", 2L),
        List.of(step()));
  }

  private static StepView step() {
    return new StepView(
        STEP,
        ID,
        "pay",
        StepState.COMPLETE,
        Optional.empty(),
        List.of(),
        2,
        3,
        true,
        false,
        Map.of(),
        Optional.of(Map.of("paid", true)),
        Optional.empty(),
        Optional.of(AT),
        Optional.empty(),
        Optional.of(AT),
        Optional.of(AT.plusMillis(1500)));
  }
}
