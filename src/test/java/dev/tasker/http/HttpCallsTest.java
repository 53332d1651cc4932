package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.egress.Egress;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpCallsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("1994-11-06T08:49:00Z"), ZoneOffset.UTC);
  private static final HttpSettings SETTINGS =
      new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), 64 * 1024, "Tasker/test");

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final HttpCalls calls =
      new HttpCalls(SETTINGS, Egress.of(List.of(), List.of()), CLOCK, executor);
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
    executor.shutdownNow();
  }

  private Map<String, Object> results(Object... config) {
    return calls.begin(TestStep.with(config)).join().results();
  }

  private Throwable failure(Object... config) {
    Throwable thrown = catchThrowable(() -> calls.begin(TestStep.with(config)).join());
    return thrown instanceof CompletionException ? thrown.getCause() : thrown;
  }

  private static StepFailure details(Throwable thrown) {
    return thrown instanceof RetryableStepException retryable
        ? retryable.failure()
        : ((PermanentStepException) thrown).failure();
  }

  @Test
  void json_isParsedWithExactNumbers() {
    server.answers(
        "/cart",
        200,
        "application/json; charset=utf-8",
        "{\"id\": 7, \"price\": 9.5, \"big\": 12345678901234567890.12345, \"none\": null}",
        "X-Shop",
        "a",
        "X-Shop",
        "b");

    var results = results("url", server.url("/cart"));

    assertThat(results).containsEntry("status", 200L).containsOnlyKeys("status", "headers", "body");
    var body = (Map<?, ?>) results.get("body");
    assertThat(body.get("id")).isEqualTo(7L);
    assertThat(body.get("price")).isEqualTo(9.5);
    assertThat(body.get("big")).isEqualTo(new BigDecimal("12345678901234567890.12345"));
    assertThat(body.containsKey("none")).isTrue();
    assertThat(((Map<?, ?>) results.get("headers")).get("x-shop")).isEqualTo("a, b");
  }

  @Test
  void otherBodies_areText() {
    server.answers("/text", 200, "text/plain; charset=UTF-8", "grüß dich");
    server.answers("/none", 204, "", "");
    server.answers("/broken", 200, "application/json", "{oops");
    server.answers("/problem", 200, "application/problem+json", "[1]");

    assertThat(results("url", server.url("/text"))).containsEntry("body", "grüß dich");
    assertThat(results("url", server.url("/none"))).containsEntry("body", null);
    assertThat(results("url", server.url("/broken"))).containsEntry("body", "{oops");
    assertThat(results("url", server.url("/problem"))).containsEntry("body", List.of(1L));
  }

  @Test
  void query_isPutTogetherOfUrlAndParams() {
    server.answers("/cart", 200, "", "");

    results(
        "url", server.url("/cart?a=1#part"),
        "params", Map.of("q", Arrays.asList("x y", "&=+ü", true, 5L)));

    assertThat(server.onlyRequest().uri())
        .isEqualTo("/cart?a=1&q=x%20y&q=%26%3D%2B%C3%BC&q=true&q=5");
  }

  @Test
  void body_isSentAsJson() {
    server.answers("/orders", 201, "", "");

    results("url", server.url("/orders"), "method", "post", "body", Map.of("items", List.of(1L)));

    assertThat(server.onlyRequest().method()).isEqualTo("POST");
    assertThat(server.onlyRequest().body()).isEqualTo("{\"items\":[1]}");
    assertThat(server.onlyRequest().header("Content-type")).isEqualTo("application/json");
  }

  @Test
  void text_isSentAsItIs_underAnotherContentType() {
    server.answers("/form", 200, "", "");

    results(
        "url",
        server.url("/form"),
        "method",
        "POST",
        "headers",
        Map.of("content-type", "application/x-www-form-urlencoded"),
        "body",
        "a=1&b=2");

    assertThat(server.onlyRequest().body()).isEqualTo("a=1&b=2");
    assertThat(server.onlyRequest().header("Content-type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void everyCall_carriesItsKeyAndItsTrace() {
    server.answers("/cart", 200, "", "");

    results("url", server.url("/cart"), "headers", Map.of("X-Api-Key", "k", "Accept", "text/csv"));

    var request = server.onlyRequest();
    assertThat(request.header("Idempotency-key")).isEqualTo("019a0000-0000-7000-8000-000000000002");
    assertThat(request.header("X-correlation-id")).isEqualTo("order-17");
    assertThat(request.header("Traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(request.header("User-agent")).isEqualTo("Tasker/test");
    assertThat(request.header("X-api-key")).isEqualTo("k");
    assertThat(request.header("Accept")).isEqualTo("text/csv");
  }

  @Test
  void correlationIdThatNoHeaderCanCarry_isEncoded() {
    server.answers("/cart", 200, "", "");
    var step = TestStep.with("url", server.url("/cart")).withCorrelationId("a\r\nEvil: 1");

    calls.begin(step).join();

    assertThat(server.onlyRequest().header("X-correlation-id")).isEqualTo("a%0D%0AEvil%3A+1");
    assertThat(server.onlyRequest().headers()).doesNotContainKey("Evil");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void transientStatus_isRetryable(int status) {
    server.answers("/cart", status, "application/json", "{\"message\": \"come back\\n later\"}");

    Throwable failure = failure("url", server.url("/cart?key=1"));

    assertThat(failure)
        .isInstanceOf(RetryableStepException.class)
        .hasMessage("GET " + server.url("/cart") + " answered " + status + ": come back later");
    assertThat(details(failure).code()).contains("HTTP_" + status);
    assertThat(details(failure).httpStatus()).contains(status);
    assertThat(details(failure).httpBody()).hasValueSatisfying(b -> assertThat(b).contains("come"));
    assertThat(details(failure).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 409, 410, 422, 501, 505})
  void otherStatus_isPermanent(int status) {
    server.answers("/cart", status, "text/plain", "no");

    Throwable failure = failure("url", server.url("/cart"));

    assertThat(failure).isInstanceOf(PermanentStepException.class);
    assertThat(details(failure).code()).contains("HTTP_" + status);
  }

  @Test
  void retryAfter_isReadInBothForms() {
    server.answers("/seconds", 503, "", "", "Retry-After", "120");
    server.answers("/date", 429, "", "", "Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");
    server.answers("/neither", 503, "", "", "Retry-After", "soon");

    assertThat(details(failure("url", server.url("/seconds"))).retryAfter())
        .contains(Duration.ofMinutes(2));
    assertThat(details(failure("url", server.url("/date"))).retryAfter())
        .contains(Duration.ofSeconds(37));
    assertThat(details(failure("url", server.url("/neither"))).retryAfter()).isEmpty();
  }

  @Test
  void statusThatIsListedAsSuccess_isOne() {
    server.answers("/gone", 404, "", "");
    server.answers("/fine", 200, "", "");

    assertThat(results("url", server.url("/gone"), "success", List.of(200L, "400-404")))
        .containsEntry("status", 404L);
    assertThat(failure("url", server.url("/fine"), "success", "404"))
        .isInstanceOf(PermanentStepException.class);
  }

  @Test
  void redirection_isNotFollowedButNamed() {
    server.answers("/old", 302, "", "", "Location", "/new?token=s3cret");

    assertThat(failure("url", server.url("/old"), "headers", Map.of("Authorization", "s3cret")))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("leads to " + server.url("/new") + ", which is not followed")
        .hasMessageNotContaining("s3cret");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void wrongConfiguration_isPermanentAndTellsAllOfIt() {
    assertThat(failure("url", "ftp://x", "method", "FETCH", "timeot", "1s"))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("handler_config.url: must be a whole address")
        .hasMessageContaining("handler_config.method: must be one of")
        .hasMessageContaining("handler_config.timeot: is not known here; did you mean 'timeout'?");
  }
}
