package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.handler.HandlerName;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerNamesTest {

  private final HandlerNames<Class<?>> names =
      new HandlerNames<>(
          List.of(
              CartFetchStepHandler.class,
              ChargeCard.class,
              Shop.Notify.class,
              Stock.Notify.class,
              Legacy.class,
              FirstTwin.class,
              SecondTwin.class),
          type -> type);

  @Test
  void handlerName_findsTheClassThatCarriesIt() {
    assertThat(names.find("payments.charge_card")).contains(ChargeCard.class);
  }

  @Test
  void namedHandler_isFoundByItsClassAsWell() {
    assertThat(names.find("ChargeCard")).contains(ChargeCard.class);
  }

  @Test
  void doubleColons_readAsDots() {
    assertThat(names.find("payments::charge_card")).contains(ChargeCard.class);
    assertThat(names.find("Old.Billing.Charge")).contains(Legacy.class);
    assertThat(names.find("Old::Billing::Charge")).contains(Legacy.class);
  }

  @Test
  void moduleInFrontOfAClass_isNotNeededToFindIt() {
    assertThat(names.find("ApiTask::StepHandler::CartFetchStepHandler"))
        .contains(CartFetchStepHandler.class);
  }

  @Test
  void qualifiedName_choosesBetweenClassesOfOneSimpleName() {
    String qualified = "dev.tasker.registry.HandlerNamesTest.Stock.Notify";
    assertThat(names.find(qualified)).contains(Stock.Notify.class);
    assertThat(names.refusal(qualified)).isEmpty();
    assertThat(names.find(Stock.Notify.class.getName())).contains(Stock.Notify.class);
  }

  @Test
  void simpleNameOfTwoClasses_isRefusedAndSaysWhatToDo() {
    assertThat(names.find("Notify")).isEmpty();
    assertThat(names.refusal("Shop::Notify"))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .contains("2 handlers", "Shop$Notify", "Stock$Notify")
                    .contains("Write the qualified class name"));
  }

  @Test
  void sameHandlerNameOnTwoClasses_isRefusedAndSaysWhatToDo() {
    assertThat(names.find("twin")).isEmpty();
    assertThat(names.refusal("twin"))
        .hasValueSatisfying(
            refusal -> assertThat(refusal).endsWith("Give each a @HandlerName of its own."));
  }

  @Test
  void unknownName_findsNothingAndIsNoRefusal() {
    assertThat(names.find("payments.charge_cart")).isEmpty();
    assertThat(names.find("")).isEmpty();
    assertThat(names.refusal("payments.charge_cart")).isEmpty();
  }

  @Test
  void allNames_holdEachFormOnce() {
    assertThat(names.all())
        .contains(
            "payments.charge_card",
            "ChargeCard",
            "dev.tasker.registry.HandlerNamesTest.ChargeCard",
            "Old.Billing.Charge")
        .doesNotHaveDuplicates();
  }

  static class CartFetchStepHandler {}

  @HandlerName("payments.charge_card")
  static class ChargeCard {}

  @HandlerName("Old::Billing::Charge")
  static class Legacy {}

  static class Shop {
    static class Notify {}
  }

  static class Stock {
    static class Notify {}
  }

  @HandlerName("twin")
  static class FirstTwin {}

  @HandlerName("twin")
  static class SecondTwin {}
}
