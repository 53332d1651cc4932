package com.example.bank;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Starts another task in the step's transaction: the task, the bank's note of it and this step's
 * completion are one commit. If it fails, there is no such task; when it has committed, the task
 * starts at once. It works alike in any other bean that has a JTA transaction.
 */
@HandlerName("bank.order_receipt")
@Transactional
@ApplicationScoped
public class OrderReceiptHandler implements StepHandler {

  @Inject Ledger ledger;
  @Inject Tasks tasks;

  @Override
  public StepResult handle(StepContext step) throws SQLException {
    UUID receipt =
        tasks
            .start(
                TaskRequest.named("receipt")
                    .namespace("bank")
                    .initiator(step.initiator())
                    .reason("receipt of transfer " + step.taskId())
                    .sourceSystem("bank")
                    .build())
            .taskId();
    ledger.order(step.taskId(), receipt);
    return StepResult.of("receipt_task_id", receipt.toString());
  }
}
