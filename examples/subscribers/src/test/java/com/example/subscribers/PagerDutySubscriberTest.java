package com.example.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.TaskEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerDutySubscriberTest {

  private final Receiver pagerDuty = new Receiver();

  @AfterEach
  void close() {
    pagerDuty.close();
  }

  @Test
  void failedTask_triggersAnIncident() {
    subscriber(List.of("payments")).onTaskFailed(Examples.FAILED);

    var event = pagerDuty.calls().get(0).json();
    assertThat(event.getString("routing_key")).isEqualTo("R0UTING");
    assertThat(event.getString("event_action")).isEqualTo("trigger");
    assertThat(event.getString("dedup_key")).isEqualTo(Examples.ID.toString());
    var payload = event.getJsonObject("payload");
    assertThat(payload.getString("summary")).startsWith("payments.charge failed at call_bank");
    assertThat(payload.getString("severity")).isIn("critical", "error", "warning", "info");
    assertThat(payload.getString("source")).isEqualTo("node-1");
    assertThat(payload.getString("timestamp")).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(payload.getJsonObject("custom_details").getString("correlation_id"))
        .isEqualTo("order-7");
  }

  @Test
  void taskThatGoesOn_acknowledges_thenResolves_theSameIncident() {
    subscriber(List.of())
        .onTaskRetryRequested(new TaskEvent.RetryRequested(Examples.CHANGE, Examples.TASK));
    subscriber(List.of()).onTaskCompleted(Examples.COMPLETED);
    subscriber(List.of())
        .onTaskResolvedManually(new TaskEvent.ResolvedManually(Examples.CHANGE, Examples.TASK));

    assertThat(pagerDuty.calls())
        .extracting(call -> call.json().getString("event_action"))
        .containsExactly("acknowledge", "resolve", "resolve");
    assertThat(pagerDuty.calls())
        .allSatisfy(
            call ->
                assertThat(call.json().getString("dedup_key")).isEqualTo(Examples.ID.toString()));
  }

  @Test
  void otherNamespaces_andNoKey_areSilent() {
    subscriber(List.of("orders")).onTaskFailed(Examples.FAILED);
    new PagerDutySubscriber(Optional.empty(), Optional.empty(), pagerDuty.at("/v2/enqueue"), "test")
        .onTaskFailed(Examples.FAILED);
    assertThat(pagerDuty.calls()).isEmpty();
  }

  private PagerDutySubscriber subscriber(List<String> namespaces) {
    return new PagerDutySubscriber(
        Optional.of("R0UTING"), Optional.of(namespaces), pagerDuty.at("/v2/enqueue"), "production");
  }
}
