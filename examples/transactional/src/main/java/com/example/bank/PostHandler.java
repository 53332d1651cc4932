package com.example.bank;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;

/**
 * Posts an amount to an account, exactly once: the entry, the step's results, its completion and
 * the readiness of the next step are one commit.
 */
@HandlerName("bank.post")
@Transactional
@ApplicationScoped
public class PostHandler implements StepHandler {

  @Inject Ledger ledger;

  @Override
  public StepResult handle(StepContext step) throws SQLException {
    String account = (String) step.config().get("account");
    long cents = ((Number) step.config().get("cents")).longValue();
    ledger.post(step.taskId(), step.stepName(), account, cents);
    if (account.equals("closed")) {
      // The entry above is rolled back, like everything else in this transaction.
      throw new PermanentStepException(
          "The account is closed.", StepFailure.code("account_closed"));
    }
    return StepResult.of("account", account).and("cents", cents);
  }
}
