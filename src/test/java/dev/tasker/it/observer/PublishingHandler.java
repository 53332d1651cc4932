package dev.tasker.it.observer;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Publishes an event at every attempt; the first fails. Publishes an unknown one if it is told to.
 */
@HandlerName("publishing")
@ApplicationScoped
public class PublishingHandler implements StepHandler {

  @Override
  public StepResult handle(StepContext step) {
    String name = String.valueOf(step.context().getOrDefault("publish", "order.placed"));
    step.publish(name, Map.of("order", step.attempt()));
    if (step.attempt() == 1) {
      throw new IllegalStateException("The first attempt fails, as the test wants.");
    }
    return StepResult.empty();
  }
}
