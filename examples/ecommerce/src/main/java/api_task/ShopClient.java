package api_task;

import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls the shop on behalf of a step. What goes wrong becomes a {@link RetryableStepException} or a
 * {@code PermanentStepException}, see {@link ShopAnswer}. Thread-safe.
 */
@ApplicationScoped
class ShopClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private final Clock clock = Clock.systemUTC();

  /** Scheme, host and port that replace those of every address, should the shop be elsewhere. */
  @Inject
  @ConfigProperty(name = "shop.url")
  Optional<URI> shopUrl;

  <T> T get(StepContext step, String url, Map<String, Object> params, Class<T> type)
      throws InterruptedException {
    var query = params.isEmpty() ? "" : "?" + query(params);
    return send(request(step, url + query).GET().build(), type);
  }

  /** Posts JSON with the step's idempotency key. */
  <T> T post(StepContext step, String url, Object body, Class<T> type) throws InterruptedException {
    return send(postRequest(step, url, body), type);
  }

  /** Posts JSON with the step's idempotency key; no thread waits for the answer. */
  <T> CompletionStage<T> postLater(StepContext step, String url, Object body, Class<T> type) {
    var request = postRequest(step, url, body);
    return http.sendAsync(request, BodyHandlers.ofString())
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(unreachable(request, failure)))
        .thenApply(answer -> ShopAnswer.read(answer, type, clock));
  }

  private <T> T send(HttpRequest request, Class<T> type) throws InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException failure) {
      throw unreachable(request, failure);
    }
    return ShopAnswer.read(answer, type, clock);
  }

  private HttpRequest postRequest(StepContext step, String url, Object body) {
    return request(step, url)
        .header("Idempotency-Key", step.idempotencyKey())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
        .build();
  }

  private HttpRequest.Builder request(StepContext step, String url) {
    return HttpRequest.newBuilder(address(url))
        .timeout(step.timeout().filter(limit -> limit.compareTo(PATIENCE) < 0).orElse(PATIENCE))
        .header("Accept", "application/json")
        .header("X-Correlation-ID", step.correlationId());
  }

  URI address(String url) {
    var given = URI.create(url);
    return shopUrl.map(shop -> shop.resolve(pathAndQuery(given))).orElse(given);
  }

  private static String pathAndQuery(URI address) {
    return address.getRawQuery() == null
        ? address.getRawPath()
        : address.getRawPath() + "?" + address.getRawQuery();
  }

  private static String query(Map<String, Object> params) {
    return params.entrySet().stream()
        .map(param -> encode(param.getKey()) + "=" + encode(String.valueOf(param.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static RetryableStepException unreachable(HttpRequest request, Throwable cause) {
    return new RetryableStepException(
        "The shop does not answer at "
            + request.uri().getAuthority()
            + ". Is it running there? If it is elsewhere, set shop.url (environment: SHOP_URL).",
        StepFailure.code("shop_unreachable"),
        cause);
  }
}
