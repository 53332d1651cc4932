package dev.tasker.it.scenario;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Answers after half a second without holding a thread. */
@HandlerName("later")
@ApplicationScoped
public class LaterHandler implements AsyncStepHandler {

  @Override
  public CompletionStage<StepResult> handle(StepContext step) {
    var result = new CompletableFuture<StepResult>();
    return result.completeOnTimeout(
        StepResult.of("after", step.stepName()), 500, TimeUnit.MILLISECONDS);
  }
}
