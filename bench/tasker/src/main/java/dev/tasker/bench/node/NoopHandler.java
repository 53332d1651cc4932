package dev.tasker.bench.node;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Does nothing, as quickly as possible: what remains is the engine. */
@ApplicationScoped
@HandlerName("noop")
public class NoopHandler implements StepHandler {

  private static final StepResult OK = StepResult.of("ok", true);

  @Inject private StepClock clock;

  @Override
  public StepResult handle(StepContext step) {
    clock.began(step.taskId());
    clock.ended(step.taskId());
    return OK;
  }
}
