package dev.tasker.it.ledger;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

/** Begins a transaction, and never ends it. */
@HandlerName("ledger.forgetful")
@ApplicationScoped
public class ForgetfulHandler implements StepHandler {

  @Inject private Ledger ledger;
  @Resource private UserTransaction transaction;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    transaction.begin();
    ledger.post(step, "left open");
    return StepResult.empty();
  }
}
