package dev.tasker.tool.lone;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the node that runs it if the task's context says so, as a bug in native code would. */
@HandlerName("lone")
@ApplicationScoped
public class LoneHandler implements StepHandler {

  @Override
  public StepResult handle(StepContext step) {
    if (Boolean.TRUE.equals(step.context().get("halt"))) {
      Runtime.getRuntime().halt(137);
    }
    return StepResult.empty();
  }
}
