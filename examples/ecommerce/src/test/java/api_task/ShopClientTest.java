package api_task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that answers what the test wants. */
class ShopClientTest {

  private final FakeStep step = FakeStep.named("fetch_cart");
  private final ShopClient client = new ShopClient();
  private HttpServer server;
  private int status = 200;
  private String body = "{\"cart_id\": 1, \"lines\": []}";
  private String query = "";

  @BeforeEach
  void startServer() throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            query = exchange.getRequestURI().getRawQuery();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    client.shopUrl = Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void params_areEncoded() throws Exception {
    client.get(step, "http://shop.example/api/cart", Map.of("note", "a&b c"), Cart.class);

    assertThat(query).isEqualTo("note=a%26b+c");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void passingTrouble_isRetryable(int passing) {
    status = passing;

    var failure = catchThrowableOfType(RetryableStepException.class, this::call);

    assertThat(failure.failure().code()).contains("HTTP_" + passing);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 409, 422, 501})
  void refusal_isPermanent(int refusal) {
    status = refusal;

    var failure = catchThrowableOfType(PermanentStepException.class, this::call);

    assertThat(failure.failure().code()).contains("HTTP_" + refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>welcome</html>", "{}", "{\"lines\": 4}", ""})
  void answerThatIsNoCart_isPermanentAndKeptForTheOperator(String nonsense) {
    body = nonsense;

    var failure = catchThrowableOfType(PermanentStepException.class, this::call);

    assertThat(failure).hasMessageContaining("no cart");
    assertThat(failure.failure().httpBody()).contains(nonsense);
  }

  @Test
  void failure_doesNotShowTheQuery() {
    status = 500;

    var failure =
        catchThrowable(
            () -> client.get(step, "http://s/cart", Map.of("api_key", "sesame"), Cart.class));

    assertThat(failure).hasMessageContaining("500 at /cart").hasMessageNotContaining("sesame");
  }

  @Test
  void refusal_isToldInTheShopsOwnWords() {
    status = 422;
    body = "{\"error\": \"We are closed.\"}";

    assertThatThrownBy(this::call).hasMessage("The shop answered 422 at /api/cart: We are closed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "<html>bad gateway</html>"})
  void refusalWithoutWords_isToldByItsStatus(String mute) {
    status = 502;
    body = mute;

    assertThatThrownBy(this::call).hasMessage("The shop answered 502 at /api/cart.");
  }

  @Test
  void noShopUrl_leavesTheConfiguredAddress() {
    client.shopUrl = Optional.empty();

    assertThat(client.address("https://api.example/cart?a=b"))
        .isEqualTo(URI.create("https://api.example/cart?a=b"));
  }

  private void call() throws InterruptedException {
    client.get(step, "http://shop.example/api/cart", Map.of(), Cart.class);
  }
}
