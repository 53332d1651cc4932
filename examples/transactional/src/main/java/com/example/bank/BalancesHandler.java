package com.example.bank;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Tells what is on each account. It writes nothing, so it needs no transaction. */
@HandlerName("bank.balances")
@ApplicationScoped
public class BalancesHandler implements StepHandler {

  @Inject Ledger ledger;

  @Override
  public StepResult handle(StepContext step) throws SQLException {
    return StepResult.of("cents", ledger.balances());
  }
}
