package dev.tasker.http;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import dev.tasker.egress.CallRefusedException;
import dev.tasker.egress.Egress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Makes the calls of steps, all over one client. Thread-safe. */
final class HttpCalls {

  private final HttpSettings settings;
  private final RetryAfter retryAfter;
  private final Executor executor;
  private final Egress egress;
  private final HttpClient client;

  /**
   * Opens the client.
   *
   * @param egress lets calls through to the hosts that may be called
   * @param executor does the short work of all calls; few threads are enough
   */
  HttpCalls(HttpSettings settings, Egress egress, Clock clock, Executor executor) {
    this.settings = settings;
    this.retryAfter = new RetryAfter(clock);
    this.executor = executor;
    this.egress = egress;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirection would carry credentials in headers to another server.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(executor)
            .build();
  }

  /**
   * Begins the call that a step's configuration describes.
   *
   * @return the outcome; to cancel it ends the call
   * @throws PermanentStepException if the configuration is wrong
   */
  CompletableFuture<StepResult> begin(StepContext step) {
    HttpStepConfig config = HttpStepConfig.of(step.config());
    Duration timeout = config.timeout().orElse(settings.timeout());
    var faults = new HttpFaults(config, settings, retryAfter);
    var body = new BoundedBody(config.statuses(), settings.maxResponseSize());
    return new HttpCall(step, config, faults, this).begin(request(step, config), body, timeout);
  }

  Executor executor() {
    return executor;
  }

  /**
   * Sends a request if its host may be called. Looks up its name, which may take long.
   *
   * @throws UnknownHostException if there is no host of that name
   * @throws CallRefusedException if it may not be called
   */
  CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, BoundedBody body)
      throws UnknownHostException, CallRefusedException {
    return client.sendAsync(egress.checked(request), body);
  }

  private HttpRequest request(StepContext step, HttpStepConfig config) {
    BodyPublisher body =
        config.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.uri())
            .method(config.method(), body)
            .setHeader("Accept", "application/json, */*;q=0.8")
            .setHeader("User-Agent", settings.userAgent());
    if (config.body().isPresent()) {
      request.setHeader("Content-Type", "application/json");
    }
    config.headers().forEach((name, values) -> set(request, name, values));
    return request
        .setHeader(HeaderRules.IDEMPOTENCY_KEY, step.idempotencyKey())
        .setHeader(HeaderRules.CORRELATION_ID, headerValue(step.correlationId()))
        .setHeader(HeaderRules.TRACE_PARENT, TraceParent.of(step))
        .build();
  }

  private static void set(HttpRequest.Builder request, String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i == 0) {
        request.setHeader(name, values.get(i));
      } else {
        request.header(name, values.get(i));
      }
    }
  }

  /** Ids come from outside: one that no header can carry is percent-encoded. */
  private static String headerValue(String id) {
    return HeaderRules.isValue(id) && id.equals(id.strip())
        ? id
        : URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
