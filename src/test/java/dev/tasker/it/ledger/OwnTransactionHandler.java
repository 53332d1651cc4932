package dev.tasker.it.ledger;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;

/** Asks for a transaction of its own. */
@HandlerName("ledger.own")
@ApplicationScoped
public class OwnTransactionHandler implements StepHandler {

  @Inject private Ledger ledger;

  @Override
  @Transactional(value = Transactional.TxType.REQUIRES_NEW, dontRollbackOn = SQLException.class)
  public StepResult handle(StepContext step) throws SQLException {
    ledger.post(step, "own");
    if (step.attempt() == 1) {
      throw new SQLException("after which other transactions would be committed");
    }
    return StepResult.empty();
  }
}
