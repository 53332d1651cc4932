package dev.tasker.delivery;

import dev.tasker.egress.CallRefusedException;
import dev.tasker.egress.Egress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends events to receivers, without holding a thread while they think. Thread-safe. */
final class WebhookCalls {

  private static final int GONE = 410;

  private final HttpClient client;
  private final Egress egress;
  private final Executor executor;
  private final Clock clock;
  private final Duration timeout;

  WebhookCalls(HttpClient client, Egress egress, Executor executor, Clock clock, Duration timeout) {
    this.client = client;
    this.egress = egress;
    this.executor = executor;
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * What came of it.
   *
   * @param kind whether the receiver took the event
   * @param detail what went wrong, for people
   */
  record Answer(Kind kind, String detail) {

    /** Whether the receiver took the event. */
    enum Kind {
      TAKEN,
      /** It said that it will not take this one. */
      REFUSED,
      /** It cannot now, or did not answer. */
      FAILED,
      /** It said that it wants no more events, ever. */
      GONE
    }

    static Answer of(int status) {
      String detail = "the receiver answered " + status;
      if (status >= 200 && status < 300) {
        return new Answer(Kind.TAKEN, detail);
      }
      if (status == GONE) {
        return new Answer(Kind.GONE, detail + ", so it wants no more events");
      }
      boolean refused = status >= 400 && status < 500 && !isTemporary(status);
      return new Answer(refused ? Kind.REFUSED : Kind.FAILED, detail);
    }

    /** Too many requests, too early, timed out; and what a receiver says that is being set up. */
    private static boolean isTemporary(int status) {
      return status == 401
          || status == 403
          || status == 404
          || status == 408
          || status == 425
          || status == 429;
    }
  }

  /** Sends an event; the future always completes normally. */
  CompletableFuture<Answer> send(String url, Optional<String> secret, OutsideEvent event) {
    try {
      HttpRequest request = egress.checked(request(url, secret, event));
      var sent = client.sendAsync(request, Beginning.handler());
      return sent.thenApply(response -> response)
          // The request's own timeout ends with the headers.
          .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete((response, thrown) -> sent.cancel(true))
          .handleAsync(WebhookCalls::answer, executor);
    } catch (UnknownHostException e) {
      return failed("there is no host of that name");
    } catch (CallRefusedException | IllegalArgumentException e) {
      return failed("its URL cannot be called: " + e.getMessage());
    }
  }

  private static CompletableFuture<Answer> failed(String detail) {
    return CompletableFuture.completedFuture(new Answer(Answer.Kind.FAILED, detail));
  }

  private HttpRequest request(String url, Optional<String> secret, OutsideEvent event) {
    String id = event.id().toString();
    long timestamp = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .header("Content-Type", "application/cloudevents+json; charset=UTF-8")
            .header("User-Agent", "Tasker")
            .header("webhook-id", id)
            .header("webhook-timestamp", String.valueOf(timestamp))
            .POST(BodyPublishers.ofString(event.json()));
    secret.ifPresent(
        key ->
            request.header(
                "webhook-signature", WebhookSignature.of(key, id, timestamp, event.json())));
    return request.build();
  }

  private static Answer answer(@Nullable HttpResponse<Void> response, @Nullable Throwable thrown) {
    if (response != null) {
      return Answer.of(response.statusCode());
    }
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof TimeoutException) {
      return new Answer(Answer.Kind.FAILED, "the receiver did not end its answer in time");
    }
    String words = cause == null ? null : cause.getMessage();
    return new Answer(
        Answer.Kind.FAILED,
        "the receiver did not answer: " + (words == null ? "the connection failed" : words));
  }
}
