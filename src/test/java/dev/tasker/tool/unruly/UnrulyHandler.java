package dev.tasker.tool.unruly;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells the witness that it was called, and behaves as that one says. */
@HandlerName("chaos.unruly")
@ApplicationScoped
public class UnrulyHandler implements StepHandler {

  @Inject private Behaviour behaviour;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    return behaviour.of(step);
  }
}
