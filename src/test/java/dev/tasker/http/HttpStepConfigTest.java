package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.handler.PermanentStepException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStepConfigTest {

  private static Map<String, Object> config(Object... keysAndValues) {
    return TestStep.with(keysAndValues).config();
  }

  private static List<String> problems(Object... keysAndValues) {
    return HttpStepConfig.problems(config(keysAndValues)).stream()
        .map(problem -> problem.toString().replaceFirst("^handler_config.", ""))
        .toList();
  }

  @Test
  void urlAlone_isEnough() {
    var read = HttpStepConfig.of(config("type", "api", "url", "HTTPS://Shop.example"));

    assertThat(read.method()).isEqualTo("GET");
    assertThat(read.uri()).isEqualTo(URI.create("https://Shop.example/"));
    assertThat(read.headers()).isEmpty();
    assertThat(read.body()).isEmpty();
    assertThat(read.timeout()).isEmpty();
    assertThat(read.statuses()).isEqualTo(StatusPolicy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"30s,30000", "500ms,500", "PT2S,2000", "1.5s,1500"})
  void timeout_isReadInEachForm(String text, long ms) {
    assertThat(HttpStepConfig.of(config("url", "http://x", "timeout", text)).timeout())
        .contains(Duration.ofMillis(ms));
  }

  @ParameterizedTest
  @CsvSource({
    "http://x/a?b=c#d,http://x/a?b=c",
    "http://[::1]:8080/a,http://[::1]:8080/a",
    "http://x/ä,http://x/%C3%A4",
    "' http://x/ ',http://x/",
  })
  void address_isMadeFitToSend(String url, String sent) {
    assertThat(HttpStepConfig.of(config("url", url)).uri()).isEqualTo(URI.create(sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/cart",
        "shop.example/cart",
        "ftp://x/",
        "file:///etc/passwd",
        "http:x",
        "http://",
        "http://my_shop/",
        "http://u:p@x/",
        "http://x:99999/",
        "http://x/a b",
        "http://x/%zz",
        "jar:http://x!/y",
        "javascript:1"
      })
  void whatIsNoAddress_isRefused(String url) {
    assertThat(problems("url", url))
        .singleElement()
        .asString()
        .matches("url: (must|is not an address).*")
        .satisfiesAnyOf(p -> assertThat(url).isBlank(), p -> assertThat(p).doesNotContain(url));
  }

  @Test
  void everythingThatIsWrong_isTold() {
    assertThat(
            problems(
                "type",
                "soap",
                "methd",
                "GET",
                "method",
                "CONNECT",
                "params",
                List.of(1L),
                "headers",
                Map.of("X-Bad", "a\nb"),
                "body",
                Double.NaN,
                "timeout",
                "soon",
                "success",
                List.of(200L, "ok")))
        .extracting(problem -> problem.split(":")[0])
        .containsExactlyInAnyOrder(
            "type",
            "methd",
            "method",
            "url",
            "params",
            "headers.X-Bad",
            "body",
            "timeout",
            "success");
    assertThat(problems("url", "http://x", "methd", "GET"))
        .containsExactly("methd: is not known here; did you mean 'method'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Idempotency-Key",
        "X-CORRELATION-ID",
        "traceparent",
        "Host",
        "content-length",
        "Expect",
        "Upgrade",
        "Connection",
        "Transfer-Encoding",
        "a b",
        "",
        "a:b",
        "a\r\nb"
      })
  void headerThatIsNotTheUsersToSet_isRefused(String name) {
    assertThat(problems("url", "http://x", "headers", Map.of(name, "1"))).hasSize(1);
  }

  @Test
  void headers_takeScalarsAndLists() {
    var headers = Map.of("A", List.of("x", 1L), "B", true, "C", " padded ");

    assertThat(HttpStepConfig.of(config("url", "http://x", "headers", headers)).headers())
        .containsEntry("A", List.of("x", "1"))
        .containsEntry("B", List.of("true"))
        .containsEntry("C", List.of("padded"));
    assertThat(problems("url", "http://x", "headers", Map.of("A", Map.of()))).hasSize(1);
  }

  @Test
  void nullsAndMaps_areNoParameters() {
    var params = new LinkedHashMap<String, Object>();
    params.put("a", null);
    params.put("b", Arrays.asList(1L, null));
    params.put("c", Map.of());

    assertThat(problems("url", "http://x", "params", params))
        .extracting(problem -> problem.split(":")[0])
        .containsExactly("params.a", "params.b", "params.c");
  }

  @Test
  void textBody_mayHaveAnyContentType_othersMustBeJson() {
    var csv = Map.of("Content-Type", "text/csv");
    var json = Map.of("Content-Type", "application/vnd.shop+json; charset=utf-8");

    assertThat(HttpStepConfig.of(config("url", "http://x", "headers", csv, "body", "a;b")).body())
        .contains("a;b");
    assertThat(problems("url", "http://x", "headers", csv, "body", List.of(1L))).hasSize(1);
    assertThat(HttpStepConfig.of(config("url", "http://x", "headers", json, "body", "a")).body())
        .contains("\"a\"");
  }

  @Test
  void asWritten_whatIsKnownLaterIsNotJudged() {
    assertThat(
            problems(
                "url", "${SHOP_URL}/carts/#{context.id}",
                "method", "#{context.method}",
                "params", Map.of("a", "#{context.a}"),
                "headers", Map.of("Authorization", List.of("Bearer ${TOKEN}")),
                "body", "#{context}",
                "timeout", "#{context.timeout}",
                "success", List.of("#{context.status}")))
        .isEmpty();
    assertThatThrownBy(() -> HttpStepConfig.of(config("url", "${SHOP_URL}")))
        .isInstanceOf(PermanentStepException.class);
  }

  @Test
  void usersExample_isFineAsItStands() {
    assertThat(
            problems(
                "type", "api",
                "url", "https://api.ecommerce.com/cart",
                "params", Map.of("cart_id", 1L, "debug", true, "api_key", "${ECOMMERCE_API_KEY}")))
        .isEmpty();
  }

  @Test
  void manyParameters_areJoined() {
    var many = IntStream.range(0, 1000).boxed().map(i -> (Object) (long) i).toList();

    assertThat(
            HttpStepConfig.of(config("url", "http://x", "params", Map.of("n", many)))
                .uri()
                .getQuery())
        .startsWith("n=0&n=1&")
        .endsWith("&n=999");
  }
}
