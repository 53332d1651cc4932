package com.example.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.handler.PermanentStepException;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers are plain classes: their rules are tested without a server or a database. */
class HandlersTest {

  private final PaperLedger ledger = new PaperLedger();

  @Test
  void post_writesOneEntry_andTellsIt() throws Exception {
    var handler = new PostHandler();
    handler.ledger = ledger;

    var result =
        handler.handle(FakeStep.named("debit").config("account", "anna").config("cents", -5L));

    assertThat(ledger.entries).containsExactly("debit anna -5");
    assertThat(result.results()).containsEntry("account", "anna").containsEntry("cents", -5L);
  }

  @Test
  void closedAccount_isAFailureForGood() {
    var handler = new PostHandler();
    handler.ledger = ledger;

    assertThatThrownBy(
            () ->
                handler.handle(
                    FakeStep.named("credit").config("account", "closed").config("cents", 5L)))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void receiptThatNobodyOrdered_isAFailureForGood() {
    var handler = new PrintReceiptHandler();
    handler.ledger = ledger;

    assertThatThrownBy(() -> handler.handle(FakeStep.named("print")))
        .isInstanceOf(PermanentStepException.class);
  }

  @ParameterizedTest
  @ValueSource(classes = {PostHandler.class, OrderReceiptHandler.class, PrintReceiptHandler.class})
  void handlerThatWrites_isTransactional(Class<?> handler) {
    assertThat(handler).hasAnnotation(Transactional.class);
  }

  /** A ledger without a database. */
  private static final class PaperLedger extends Ledger {

    private final List<String> entries = new ArrayList<>();

    @Override
    void post(UUID taskId, String step, String account, long cents) {
      entries.add(step + " " + account + " " + cents);
    }

    @Override
    boolean print(UUID receiptId) {
      return false;
    }
  }
}
