package com.example.subscribers;

import dev.tasker.api.event.Change;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.StepSubject;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.TaskSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events for the tests. */
final class Examples {

  static final UUID ID = UUID.fromString("0198c1b2-7c3a-7d10-8a5e-3f2b90000000");
  static final Change CHANGE =
      new Change(
          ID,
          Instant.parse("2026-01-31T12:00:00Z"),
          "engine",
          Optional.of("no longer wanted"),
          Optional.of("node-1"));
  static final TaskSubject TASK = new TaskSubject(ID, "payments", "charge", "1.0.0", "order-7");
  static final StepSubject STEP = new StepSubject(ID, "call_bank", 2);
  static final TaskEvent.Failed FAILED =
      new TaskEvent.Failed(CHANGE, TASK, Optional.of("call_bank"), "the bank <said> no & hung up");
  static final TaskEvent.Completed COMPLETED =
      new TaskEvent.Completed(CHANGE, TASK, Duration.ofMillis(45_200));
  static final StepEvent.Failed STEP_FAILED =
      new StepEvent.Failed(
          CHANGE, TASK, STEP, "the bank said no", Map.of("code", "HTTP_402", "type", "x"));
  static final StepEvent.RetryScheduled RETRY =
      new StepEvent.RetryScheduled(
          CHANGE, TASK, STEP, CHANGE.occurredAt(), "the bank sleeps", Map.of("type", "Timeout"));

  private Examples() {}
}
