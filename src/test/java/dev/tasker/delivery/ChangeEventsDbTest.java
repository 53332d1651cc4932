package dev.tasker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.testing.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which event each kind of change is. */
@ExtendWith(PostgresExtension.class)
class ChangeEventsDbTest {

  private final ChangesFixture changes;
  private final UUID task;
  private final FeedPosition begin;

  ChangeEventsDbTest(DataSource database) {
    changes = new ChangesFixture(database);
    task = changes.task();
    begin = changes.feed().now();
  }

  @Test
  void lifeOfATask_isToldInItsEvents() {
    taskChange("", "pending", "alice");
    taskChange("pending", "in_progress", "engine");
    taskChange("in_progress", "complete", "engine");
    assertThat(names()).containsExactly("task.created", "task.started", "task.completed");
    var completed = (TaskEvent.Completed) events().get(2);
    assertThat(completed.executionDuration()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(completed.task().taskId()).isEqualTo(task);
    assertThat(completed.task().namespace()).isEqualTo("shop");
    assertThat(completed.task().correlationId()).isEqualTo("corr");
  }

  @Test
  void failedTask_tellsWhichStepFailed_andThatItIsBlocked() {
    changes.execute(
        "update workflow_step set state = 'error', error = '{\"message\": \"no money\"}'");
    taskChange("in_progress", "error", "engine");
    var failed = (TaskEvent.Failed) events().get(0);
    assertThat(failed.failedStep()).contains("charge");
    assertThat(failed.errorMessage()).isEqualTo("no money");
    assertThat(ChangeEvents.beside(failed)).get().isInstanceOf(EngineEvent.TaskBlocked.class);
  }

  @Test
  void operatorsActs_haveEventsOfTheirOwn() {
    taskChange("error", "pending", "bob");
    taskChange("error", "in_progress", "bob");
    taskChange("error", "resolved_manually", "bob");
    taskChange("in_progress", "cancelled", "bob");
    assertThat(names())
        .containsExactly(
            "task.retry_requested",
            "task.retry_requested",
            "task.resolved_manually",
            "task.cancelled");
  }

  @Test
  void lifeOfAStep_isToldInItsEvents() {
    stepChange("pending", "in_progress", "");
    changes.execute(ChangesFixture.retry(task, "in_progress", "error"));
    changes.execute(ChangesFixture.retry(task, "error", "pending"));
    stepChange("in_progress", "error", "failed for good");
    stepChange("in_progress", "complete", "");
    stepChange("pending", "resolved_manually", "bypassed");
    stepChange("pending", "cancelled", "");
    stepChange("in_progress", "pending", "its node died");
    stepChange("cancelled", "cancelled", "late result refused");
    assertThat(names())
        .containsExactly(
            "step.started",
            "step.retry_scheduled",
            "step.failed",
            "step.completed",
            "step.resolved_manually",
            "step.cancelled",
            "workflow.work_recovered");
    var failed = (StepEvent.Failed) events().get(2);
    assertThat(failed.errorMessage()).isEqualTo("no");
    assertThat(failed.step().stepName()).isEqualTo("charge");
  }

  @Test
  void publishedEvent_carriesItsData() {
    changes.execute(
        """
        insert into custom_event (task_id, step_no, attempt, node_id, name, payload, occurred_at)
        values ('%s', 0, 2, 1, 'order.placed', '{"order": 7}', now())"""
            .formatted(task));
    var event = (CustomEvent) events().get(0);
    assertThat(event.name()).isEqualTo("order.placed");
    assertThat(event.data()).containsEntry("order", 7L);
    assertThat(event.step().attempt()).isEqualTo(2);
  }

  private void taskChange(String from, String to, String actor) {
    changes.execute(ChangesFixture.taskChange(task, from, to, actor));
  }

  private void stepChange(String from, String to, String reason) {
    changes.execute(ChangesFixture.change(task, from, to, reason));
  }

  private List<String> names() {
    return events().stream().map(WorkflowEvent::name).toList();
  }

  private List<WorkflowEvent> events() {
    return changes.feed().next(begin, 100, Optional.empty()).rows().stream()
        .map(ChangeEvents::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
