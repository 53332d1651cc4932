package com.example.bank;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A first attempt of a step, with what the test gives it. */
final class FakeStep implements StepContext {

  private final String name;
  private final UUID taskId = UUID.randomUUID();
  private final UUID stepId = UUID.randomUUID();
  private final Map<String, Object> config = new HashMap<>();

  private FakeStep(String name) {
    this.name = name;
  }

  static FakeStep named(String name) {
    return new FakeStep(name);
  }

  FakeStep config(String member, Object value) {
    config.put(member, value);
    return this;
  }

  @Override
  public UUID taskId() {
    return taskId;
  }

  @Override
  public UUID stepId() {
    return stepId;
  }

  @Override
  public String stepName() {
    return name;
  }

  @Override
  public String taskName() {
    return "transfer";
  }

  @Override
  public String namespace() {
    return "bank";
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public int retryLimit() {
    return 3;
  }

  @Override
  public Map<String, Object> context() {
    return Map.of();
  }

  @Override
  public Map<String, Object> inputs() {
    return Map.of();
  }

  @Override
  public Map<String, Object> config() {
    return config;
  }

  @Override
  public Map<String, Object> resultsOf(String stepName) {
    throw new PermanentStepException("Step " + stepName + " has not finished.");
  }

  @Override
  public String initiator() {
    return "test";
  }

  @Override
  public String correlationId() {
    return "correlation-" + taskId;
  }

  @Override
  public String idempotencyKey() {
    return stepId.toString();
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.empty();
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void publish(String name, Map<String, Object> data) {
    throw new AssertionError("A transfer publishes nothing, but the handler published " + name);
  }
}
