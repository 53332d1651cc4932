package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    shop = Shop.open(0);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void cart_isFoundByItsId() throws Exception {
    var answer = get("/api/cart?debug=true&cart_id=123");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"cart_id\": 123, \"lines\": [{\"sku\": \"mug\", \"quantity\": 2}, "
                + "{\"sku\": \"notebook\", \"quantity\": 1}]}\n");
  }

  @Test
  void pathsOfTheOtherEnvironments_leadToTheSame() throws Exception {
    assertThat(get("/cart?cart_id=7&test_mode=true").body())
        .isEqualTo(get("/api/cart?cart_id=7").body());
    assertThat(get("/products?test_mode=true").body()).isEqualTo(get("/api/products").body());
  }

  @Test
  void cart999_doesNotExist() throws Exception {
    var answer = get("/api/cart?cart_id=999");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no cart 999.");
  }

  @Test
  void cartWithoutId_isRefused() throws Exception {
    assertThat(get("/api/cart").statusCode()).isEqualTo(400);
    assertThat(get("/api/cart?cart_id=abc").statusCode()).isEqualTo(400);
  }

  @Test
  void products_areDownForTheFirstTwoCallsOfACorrelationId() throws Exception {
    var first = products("a");
    var second = products("a");
    var third = products("a");

    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.headers().firstValue("Retry-After")).contains("1");
    assertThat(third.statusCode()).isEqualTo(200);
    assertThat(products("b").statusCode()).isEqualTo(503);
  }

  @Test
  void products_withoutCorrelationId_areThere() throws Exception {
    assertThat(get("/api/products").body()).contains("\"sku\": \"umbrella\"", "\"stock\": 2");
  }

  @Test
  void sameKey_makesOneOrder() throws Exception {
    var first = post("/api/orders", "key-1", "{\"cart_id\": 123}");
    var again = post("/api/orders", "key-1", "{\"cart_id\": 123}");
    var other = post("/api/orders", "key-2", "{\"cart_id\":123}");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains("\"order_id\": \"order-1\"", "\"total_cents\": 2990");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.body()).contains("\"order_id\": \"order-2\"");
    assertThat(get("/api/orders").body()).containsOnlyOnce("key-1").containsOnlyOnce("key-2");
  }

  @Test
  void orderWithoutKeyOrCart_isRefused() throws Exception {
    assertThat(post("/api/orders", "", "{\"cart_id\": 123}").statusCode()).isEqualTo(400);
    assertThat(post("/api/orders", "key", "{}").statusCode()).isEqualTo(400);
    assertThat(post("/api/orders", "key", "{\"cart_id\": 999}").statusCode()).isEqualTo(422);
    assertThat(get("/api/orders").body()).isEqualTo("{\"orders\": []}\n");
  }

  @Test
  void event_isTaken() throws Exception {
    post("/api/events", "key-\"1\"", "{\"event\": \"order_created\"}");

    assertThat(get("/api/events").body())
        .contains("\"event\": \"order_created\"", "\"idempotency_key\": \"key-\\\"1\\\"\"");
  }

  @Test
  void unknownPath_isNotFound() throws Exception {
    assertThat(get("/api/carts").statusCode()).isEqualTo(404);
    assertThat(post("/api/cart", "key", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void takenPort_isAnError() {
    assertThatThrownBy(() -> Shop.open(shop.address().getPort())).isInstanceOf(BindException.class);
  }

  private HttpResponse<String> products(String correlationId) throws Exception {
    return send(request("/api/products").header("X-Correlation-ID", correlationId));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, String key, String body) throws Exception {
    return send(request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(shop.address().resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
