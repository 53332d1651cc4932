package dev.tasker.it.scenario;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does what the task's context says for the step: {@code {"script": {"<step>": {…}}}} with {@code
 * fail_times}, {@code permanent}, {@code retry_after} (seconds), {@code hold_ms}, {@code
 * result_characters}.
 */
@HandlerName("scripted")
@ApplicationScoped
public class ScriptedHandler implements StepHandler {

  @Override
  public StepResult handle(StepContext step) throws InterruptedException {
    Map<String, Object> script = script(step);
    hold(number(script, "hold_ms"));
    if (Boolean.TRUE.equals(script.get("permanent"))) {
      throw new PermanentStepException("scripted to fail for good", StepFailure.code("scripted"));
    }
    if (step.attempt() <= number(script, "fail_times")) {
      var failure = StepFailure.none();
      throw new RetryableStepException(
          "scripted to fail at attempt " + step.attempt(),
          script.containsKey("retry_after")
              ? failure.withRetryAfter(Duration.ofSeconds(number(script, "retry_after")))
              : failure);
    }
    if (script.containsKey("result_characters")) {
      return StepResult.of("text", "x".repeat((int) number(script, "result_characters")));
    }
    return StepResult.of("step", step.stepName())
        .and("attempt", step.attempt())
        .and("retry_limit", step.retryLimit())
        .and("key", step.idempotencyKey())
        .and("inputs", step.inputs());
  }

  /** Until the time is over, or somebody interrupts the thread. */
  private static void hold(long milliseconds) throws InterruptedException {
    if (milliseconds > 0 && new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("Nobody counts down.");
    }
  }

  private static long number(Map<String, Object> script, String name) {
    return script.get(name) instanceof Number number ? number.longValue() : 0;
  }

  @SuppressWarnings("unchecked") // The tests write it so.
  private static Map<String, Object> script(StepContext step) {
    var scripts = (Map<String, Object>) step.context().getOrDefault("script", Map.of());
    return (Map<String, Object>) scripts.getOrDefault(step.stepName(), Map.of());
  }
}
