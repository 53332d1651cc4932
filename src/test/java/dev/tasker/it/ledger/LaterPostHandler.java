package dev.tasker.it.ledger;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Cannot be: its transaction would be over before its work is. */
@HandlerName("ledger.later")
@Transactional
@ApplicationScoped
public class LaterPostHandler implements AsyncStepHandler {

  @Override
  public CompletionStage<StepResult> handle(StepContext step) {
    return CompletableFuture.completedStage(StepResult.empty());
  }
}
