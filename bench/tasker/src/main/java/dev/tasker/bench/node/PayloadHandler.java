package dev.tasker.bench.node;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Gives the task's {@code payload} back as its result, so that results are as large as contexts.
 */
@ApplicationScoped
@HandlerName("payload")
public class PayloadHandler implements StepHandler {

  @Inject private StepClock clock;

  @Override
  public StepResult handle(StepContext step) {
    clock.began(step.taskId());
    StepResult result = StepResult.of("payload", step.context().get("payload"));
    clock.ended(step.taskId());
    return result;
  }
}
