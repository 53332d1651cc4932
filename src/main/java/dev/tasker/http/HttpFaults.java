package dev.tasker.http;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.egress.CallRefusedException;
import dev.tasker.http.BoundedBody.TooLargeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Puts into words what went wrong with a call. The messages show the address without its query, and
 * nothing of the headers and the body that were sent: these may hold secrets.
 */
final class HttpFaults {

  private static final String NO_SUCH_HOST =
      ": there is no host of that name. Is it spelt right, and known here?";

  private final HttpStepConfig config;
  private final HttpSettings settings;
  private final RetryAfter retryAfter;

  HttpFaults(HttpStepConfig config, HttpSettings settings, RetryAfter retryAfter) {
    this.config = config;
    this.settings = settings;
    this.retryAfter = retryAfter;
  }

  /** No whole answer came in time. */
  RetryableStepException late(Duration timeout) {
    return new RetryableStepException(
        config.target() + " was not answered within " + timeout.toMillis() + " ms.",
        StepFailure.code("HTTP_TIMEOUT"));
  }

  /** An answer came, and it is no success. */
  RuntimeException refused(HttpAnswer answer) {
    int status = answer.status();
    String message = config.target() + " answered " + status + reason(answer);
    String code = "HTTP_" + status;
    if (config.statuses().of(status) == StatusPolicy.Verdict.PERMANENT) {
      return new PermanentStepException(
          message, StepFailure.http(code, status, answer.text(), null));
    }
    Duration wait =
        answer.headers().firstValue("Retry-After").flatMap(retryAfter::wait).orElse(null);
    return new RetryableStepException(message, StepFailure.http(code, status, answer.text(), wait));
  }

  private String reason(HttpAnswer answer) {
    if (answer.status() / 100 == 3) {
      return redirection(answer)
          .map(to -> " and leads to " + to + ", which is not followed: give that as url.")
          .orElse(".");
    }
    return answer.reason().map(reason -> ": " + reason).orElse(".");
  }

  private Optional<String> redirection(HttpAnswer answer) {
    try {
      return answer
          .headers()
          .firstValue("Location")
          .map(location -> HttpStepConfig.withoutQuery(config.uri().resolve(location)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not an address, so there is nothing to advise
    }
  }

  /** No answer came, or it could not be read to its end. */
  RuntimeException failed(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof TooLargeException) {
      return new PermanentStepException(
          "%s answered with a body of more than %d bytes, which is what tasker.http.max-response-size allows. Ask for less, or raise it."
              .formatted(config.target(), settings.maxResponseSize()),
          StepFailure.code("HTTP_TOO_LARGE"));
    }
    if (cause instanceof CallRefusedException) {
      return new PermanentStepException(
          config.target() + " may not be called: " + cause.getMessage() + ".",
          StepFailure.code("HTTP_NOT_ALLOWED"));
    }
    if (cause instanceof UnknownHostException) {
      return retryable("HTTP_UNREACHABLE", NO_SUCH_HOST, cause);
    }
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return retryable("HTTP_UNREACHABLE", unreachable(cause), cause);
    }
    if (cause instanceof SSLException) {
      return retryable(
          "HTTP_TLS",
          ": no secure connection could be made. Is its certificate trusted here?",
          cause);
    }
    if (cause instanceof IOException) {
      return retryable("HTTP_NO_ANSWER", ": the connection ended before the answer did.", cause);
    }
    return retryable("HTTP_FAILED", " could not be called.", cause);
  }

  private String unreachable(Throwable cause) {
    if (isUnresolved(cause)) {
      return NO_SUCH_HOST;
    }
    return cause instanceof ConnectException
        ? ": nobody answers at that address and port. Does the server run?"
        : ": no connection within " + settings.connectTimeout().toMillis() + " ms.";
  }

  private static boolean isUnresolved(@Nullable Throwable cause) {
    Throwable next = cause;
    while (next != null && !(next instanceof UnresolvedAddressException)) {
      next = next.getCause();
    }
    return next != null;
  }

  private RetryableStepException retryable(String code, String what, Throwable cause) {
    return new RetryableStepException(config.target() + what, StepFailure.code(code), cause);
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    // The client wraps what a body reader throws into an IOException.
    boolean wraps =
        thrown instanceof CompletionException
            || thrown instanceof IOException && cause instanceof TooLargeException;
    return wraps && cause != null ? unwrapped(cause) : thrown;
  }
}
