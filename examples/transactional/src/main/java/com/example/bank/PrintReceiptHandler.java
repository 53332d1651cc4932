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

/** Counts how often a receipt is printed: a counter shows each repetition, and there is none. */
@HandlerName("bank.print_receipt")
@Transactional
@ApplicationScoped
public class PrintReceiptHandler implements StepHandler {

  @Inject Ledger ledger;

  @Override
  public StepResult handle(StepContext step) throws SQLException {
    if (!ledger.print(step.taskId())) {
      throw new PermanentStepException(
          "No transfer has ordered this receipt.", StepFailure.code("not_ordered"));
    }
    return StepResult.empty();
  }
}
