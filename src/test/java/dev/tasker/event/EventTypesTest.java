package dev.tasker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.event.DeclaredEvent;
import dev.tasker.api.event.EventDescription;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.database.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  private static final List<String> PROMISED =
      List.of(
          "task.created",
          "task.started",
          "task.completed",
          "task.failed",
          "task.cancelled",
          "task.retry_requested",
          "task.resolved_manually",
          "step.started",
          "step.completed",
          "step.failed",
          "step.retry_scheduled",
          "step.retry_requested",
          "step.cancelled",
          "step.resolved_manually",
          "workflow.steps_ready",
          "workflow.task_blocked",
          "workflow.work_recovered",
          "observability.node_joined",
          "observability.node_left",
          "observability.at_capacity",
          "observability.slow_operation",
          "handler.registered",
          "handler.replaced",
          "handler.rejected",
          "subscriber.registered",
          "subscriber.replaced",
          "subscriber.rejected",
          "plugin.registered",
          "plugin.replaced",
          "plugin.rejected");

  private final EventCatalog catalog = CatalogFixture.with();

  @Test
  void catalog_hasEveryPromisedEvent_andNoOther() {
    assertThat(catalog.catalog())
        .extracting(EventDescription::name)
        .containsExactlyInAnyOrderElementsOf(PROMISED);
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyExample_hasExactlyTheMembersOfItsSchema_andIsJson() {
    for (EventDescription event : catalog.catalog()) {
      var properties = (Map<String, Object>) event.payloadSchema().get("properties");
      assertThat(event.examplePayload().keySet()).as(event.name()).isEqualTo(properties.keySet());
      assertThat(Json.faults(event.examplePayload())).isEmpty();
      assertThat(Json.faults(event.payloadSchema())).isEmpty();
      assertThat(event.description()).endsWith(".");
    }
  }

  @Test
  void payload_isFlatAndInSnakeCase() {
    WorkflowEvent event = EventSamples.of(TaskEvent.Completed.class);
    assertThat(EventDocuments.payload(event))
        .containsEntry("execution_duration", 45.2)
        .containsEntry("task_name", "order")
        .containsEntry("occurred_at", "2026-01-31T12:00:00.000Z")
        .containsKeys("event_id", "task_id", "actor");
    assertThat(event.name()).isEqualTo("task.completed");
    assertThat(EventDocuments.payload(EventSamples.of(StepEvent.Failed.class)))
        .containsKeys("error_message", "error", "step_id", "attempt");
  }

  @Test
  void changesAreDeliveredOutside_whatTheEngineNoticesIsNot() {
    assertThat(catalog.find("step.completed").orElseThrow().deliveredTo()).contains("webhooks");
    assertThat(catalog.find("workflow.work_recovered").orElseThrow().deliveredTo())
        .contains("stream");
    assertThat(catalog.find("workflow.task_blocked").orElseThrow().deliveredTo())
        .containsExactly("observers");
    assertThat(catalog.find("handler.registered").orElseThrow().deliveredTo())
        .containsExactly("observers");
  }

  @Test
  void declaredEvent_isInTheCatalog() {
    EventCatalog with =
        CatalogFixture.with(
            new DeclaredEvent("order.placed", "An order was placed.", Map.of("type", "object")));
    EventDescription event = with.find("order.placed").orElseThrow();
    assertThat(event.category()).isEqualTo("custom");
    assertThat(event.description()).isEqualTo("An order was placed.");
    assertThat(event.payloadSchema().toString()).contains("data={type=object}");
    assertThat(with.find("order.unknown")).isEmpty();
  }

  @Test
  void badNames_areRefusedWithWhatToDo() {
    assertThatThrownBy(() -> new DeclaredEvent("placed", "")).hasMessageContaining("order.placed");
    assertThatThrownBy(() -> new DeclaredEvent("task.placed", ""))
        .hasMessageContaining("another first word");
  }
}
