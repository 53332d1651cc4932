package api_task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.Shop;

/** The handlers against the shop itself. */
class HandlersTest {

  private static final String CONFIGURED = "http://localhost:3000/api/";

  private Shop shop;
  private ShopClient client;

  @BeforeEach
  void openShop() throws IOException {
    shop = Shop.open(0);
    client = clientOf(shop.address());
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  void contextNamesTheCart_thatOfTheParamsIsIgnored() throws Exception {
    var step = cartStep(123L).config("params", Map.of("cart_id", 1L, "debug", true));

    var cart = Json.fromResults(fetchCart().handle(step).results(), Cart.class);

    assertThat(cart.cartId()).isEqualTo(123);
    assertThat(cart.lines()).extracting(Cart.Line::sku).containsExactly("mug", "notebook");
  }

  @Test
  void unknownCart_failsForGoodAndSaysWhatHelps() {
    var handler = fetchCart();

    var failure =
        catchThrowableOfType(PermanentStepException.class, () -> handler.handle(cartStep(999L)));

    assertThat(failure).hasMessageContainingAll("There is no cart 999.", "start a new task");
    assertThat(failure.failure().code()).contains("HTTP_404");
    assertThat(failure.failure().httpStatus()).contains(404);
    assertThat(failure.failure().httpBody().orElseThrow()).contains("There is no cart 999.");
  }

  @Test
  void shopThatIsDownTwice_isRetryableAndAnswersTheThirdAttempt() throws Exception {
    var handler = fetchProducts();
    var step = FakeStep.named("fetch_products").config("url", CONFIGURED + "products");

    var first = catchThrowableOfType(RetryableStepException.class, () -> handler.handle(step));
    var second = catchThrowableOfType(RetryableStepException.class, () -> handler.handle(step));
    var third = handler.handle(step);

    assertThat(first.failure().code()).contains("HTTP_503");
    assertThat(first.failure().retryAfter()).isEmpty();
    assertThat(second.failure().retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(Json.fromResults(third.results(), Catalog.class).find("umbrella")).isPresent();
  }

  @Test
  void nobodyListens_isRetryableAndNamesTheSetting() throws IOException {
    var handler = new CartFetchStepHandler();
    handler.shop = clientOf(URI.create("http://127.0.0.1:" + freePort()));

    var failure =
        catchThrowableOfType(RetryableStepException.class, () -> handler.handle(cartStep(1L)));

    assertThat(failure).hasMessageContainingAll("does not answer", "shop.url");
    assertThat(failure.failure().code()).contains("shop_unreachable");
  }

  @Test
  void missingUrl_failsForGoodAndNamesTheKey() {
    var handler = fetchProducts();

    var failure =
        catchThrowableOfType(
            PermanentStepException.class, () -> handler.handle(FakeStep.named("fetch_products")));

    assertThat(failure).hasMessageContaining("handler_config.url of step fetch_products");
  }

  @Test
  void sameStepTwice_ordersOnce() throws Exception {
    var handler = new CreateOrderStepHandler();
    handler.shop = client;
    var step =
        FakeStep.named("create_order")
            .input("url", CONFIGURED + "orders")
            .results("validate_products", Map.of("cart_id", 5L, "total_cents", 2990L));

    var first = handler.handle(step).results();
    var again = handler.handle(step).results();

    assertThat(again).isEqualTo(first);
    assertThat(Json.fromResults(first, Order.class)).isEqualTo(new Order("order-1", 5, 2990));
  }

  @Test
  void event_isPublishedWithoutWaiting() throws Exception {
    var handler = new PublishEventStepHandler();
    handler.shop = client;
    var step =
        FakeStep.named("publish_event")
            .input("url", CONFIGURED + "events")
            .results("create_order", Map.of("order_id", "order-1"));

    assertThat(handler.handle(step).toCompletableFuture().get().results())
        .containsEntry("event_id", "event-1");
  }

  @Test
  void event_withNobodyListening_isRetryable() throws IOException {
    var handler = new PublishEventStepHandler();
    handler.shop = clientOf(URI.create("http://127.0.0.1:" + freePort()));
    var step =
        FakeStep.named("publish_event")
            .input("url", CONFIGURED + "events")
            .results("create_order", Map.of("order_id", "order-1"));

    assertThat(handler.handle(step).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(RetryableStepException.class);
  }

  private CartFetchStepHandler fetchCart() {
    var handler = new CartFetchStepHandler();
    handler.shop = client;
    return handler;
  }

  private ProductsFetchStepHandler fetchProducts() {
    var handler = new ProductsFetchStepHandler();
    handler.shop = client;
    return handler;
  }

  private static FakeStep cartStep(long cartId) {
    return FakeStep.named("fetch_cart")
        .context("cart_id", cartId)
        .config("url", CONFIGURED + "cart");
  }

  private static ShopClient clientOf(URI address) {
    var client = new ShopClient();
    client.shopUrl = Optional.of(address);
    return client;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
