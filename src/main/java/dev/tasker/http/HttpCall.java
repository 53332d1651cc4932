package dev.tasker.http;

import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import dev.tasker.egress.CallRefusedException;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start to its outcome. No thread waits for it: the client's own thread watches
 * the connection, and the executor is used while there is something to do.
 */
final class HttpCall {

  private final StepContext step;
  private final HttpStepConfig config;
  private final HttpFaults faults;
  private final HttpCalls calls;
  private final CompletableFuture<StepResult> outcome = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> exchange;

  HttpCall(StepContext step, HttpStepConfig config, HttpFaults faults, HttpCalls calls) {
    this.step = step;
    this.config = config;
    this.faults = faults;
    this.calls = calls;
  }

  /**
   * Begins the call.
   *
   * @return its outcome; to cancel it ends the call
   */
  CompletableFuture<StepResult> begin(HttpRequest request, BoundedBody body, Duration timeout) {
    var timer = new CompletableFuture<Void>();
    var unused =
        timer
            .thenRunAsync(() -> {}, calls.executor())
            .whenComplete((due, refused) -> timeOut(timer, timeout));
    timer.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
    var unusedToo =
        outcome.whenComplete(
            (result, thrown) -> {
              timer.cancel(false);
              hangUp();
            });
    // Not on the caller's thread: a name that is slow to resolve would hold it.
    calls.executor().execute(() -> send(request, body));
    return outcome;
  }

  /** Runs on the executor, or wherever it can if that takes no more work. */
  private void timeOut(CompletableFuture<Void> timer, Duration timeout) {
    if (!timer.isCancelled()) {
      outcome.completeExceptionally(faults.late(timeout));
    }
  }

  private void send(HttpRequest request, BoundedBody body) {
    if (outcome.isDone()) {
      return;
    }
    if (step.isCancelled()) {
      outcome.cancel(false);
      return;
    }
    try {
      CompletableFuture<HttpResponse<byte[]>> sent = calls.send(request, body);
      exchange = sent;
      if (outcome.isDone()) {
        hangUp();
      }
      var unused = sent.handleAsync(this::result, calls.executor()).whenComplete(this::end);
    } catch (UnknownHostException | CallRefusedException | RuntimeException e) {
      outcome.completeExceptionally(faults.failed(e));
    }
  }

  private StepResult result(@Nullable HttpResponse<byte[]> response, @Nullable Throwable thrown) {
    if (response == null || thrown != null) {
      throw faults.failed(thrown == null ? new IllegalStateException("no answer") : thrown);
    }
    var answer = new HttpAnswer(response);
    if (config.statuses().of(answer.status()) != StatusPolicy.Verdict.SUCCESS) {
      throw faults.refused(answer);
    }
    return answer.result();
  }

  private void end(@Nullable StepResult result, @Nullable Throwable thrown) {
    if (thrown != null) {
      outcome.completeExceptionally(thrown);
    } else {
      outcome.complete(result);
    }
  }

  private void hangUp() {
    CompletableFuture<HttpResponse<byte[]>> open = exchange;
    if (open != null && !open.isDone()) {
      open.cancel(true);
    }
  }
}
