package dev.tasker.http;

import dev.tasker.api.handler.StepContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An attempt of a step with a configuration. */
record TestStep(Map<String, Object> config, int attempt, String correlationId, boolean isCancelled)
    implements StepContext {

  private static final UUID TASK = UUID.fromString("019a0000-0000-7000-8000-000000000001");
  private static final UUID STEP = UUID.fromString("019a0000-0000-7000-8000-000000000002");

  static TestStep with(Object... keysAndValues) {
    var config = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return new TestStep(config, 1, "order-17", false);
  }

  TestStep withAttempt(int number) {
    return new TestStep(config, number, correlationId, isCancelled);
  }

  TestStep withCorrelationId(String id) {
    return new TestStep(config, attempt, id, isCancelled);
  }

  TestStep cancelled() {
    return new TestStep(config, attempt, correlationId, true);
  }

  @Override
  public UUID taskId() {
    return TASK;
  }

  @Override
  public UUID stepId() {
    return STEP;
  }

  @Override
  public String stepName() {
    return "call";
  }

  @Override
  public String taskName() {
    return "test";
  }

  @Override
  public String namespace() {
    return "default";
  }

  @Override
  public String version() {
    return "1.0.0";
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
  public Map<String, Object> resultsOf(String stepName) {
    return Map.of();
  }

  @Override
  public String initiator() {
    return "test";
  }

  @Override
  public String idempotencyKey() {
    return STEP.toString();
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.empty();
  }

  @Override
  public void publish(String name, Map<String, Object> data) {
    throw new UnsupportedOperationException("No test of HTTP steps publishes.");
  }
}
