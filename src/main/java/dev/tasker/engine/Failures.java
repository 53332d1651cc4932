package dev.tasker.engine;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Json;
import dev.tasker.template.LoadedTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Turns what a handler threw into the outcome of its attempt: for good, to be tried again, or to be
 * tried again without counting, where a circuit breaker or a bulkhead did not let the call through.
 */
@ApplicationScoped
class Failures {

  private static final int FRAMES = 10;
  private static final int LONGEST_MESSAGE = 4 * 1024;
  private static final int LONGEST_BODY = 8 * 1024;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Backoff backoff = new Backoff(new SecureRandom());

  private Clock clock = Clock.systemUTC();

  /** For the container. */
  Failures() {}

  @Inject
  Failures(Clock clock) {
    this.clock = clock;
  }

  /** The outcome of an attempt that ended with this. */
  Outcome outcome(Attempt attempt, Throwable thrown) {
    Throwable failure = unwrap(thrown);
    StepFailure details = details(failure);
    String error = Json.text(document(attempt, failure, details));
    if (failure instanceof PermanentStepException) {
      return Outcome.permanent(attempt, error);
    }
    boolean forgiven = isHeldBack(failure);
    Duration delay =
        backoff.after(attempt.failures(), attempt.step().retry(), details.retryAfter());
    return new Outcome(attempt, Outcome.Kind.RETRYABLE, error, delay, forgiven);
  }

  /** Asynchronous handlers wrap what they throw. */
  private static Throwable unwrap(Throwable thrown) {
    Throwable inner = thrown;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /** Whether the work was never begun, so that the attempt is not the step's fault. */
  private static boolean isHeldBack(Throwable failure) {
    return failure instanceof CircuitBreakerOpenException
        || failure instanceof BulkheadException
        || failure instanceof DatabaseException;
  }

  private static StepFailure details(Throwable failure) {
    if (failure instanceof RetryableStepException retryable) {
      return retryable.failure();
    }
    if (failure instanceof PermanentStepException permanent) {
      return permanent.failure();
    }
    if (failure instanceof CircuitBreakerOpenException) {
      return StepFailure.code("circuit_open");
    }
    if (failure instanceof BulkheadException) {
      return StepFailure.code("bulkhead_full");
    }
    return StepFailure.none();
  }

  private Map<String, Object> document(Attempt attempt, Throwable failure, StepFailure details) {
    LoadedTemplate template = attempt.task().template().loaded();
    var error = new LinkedHashMap<String, Object>();
    error.put("message", storable(template.withoutSecrets(message(failure)), LONGEST_MESSAGE));
    error.put("type", failure.getClass().getName());
    details.code().ifPresent(code -> error.put("code", storable(code, 255)));
    error.put("frames", frames(failure));
    details.httpStatus().ifPresent(status -> error.put("http_status", status));
    details
        .httpBody()
        .ifPresent(
            body -> error.put("http_body", storable(template.withoutSecrets(body), LONGEST_BODY)));
    details.retryAfter().ifPresent(wait -> error.put("retry_after", wait.toMillis() / 1000.0));
    error.put("attempt", attempt.claim().attempt());
    error.put("occurred_at", TIME.format(clock.instant()));
    return error;
  }

  private static String message(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .filter(text -> !text.isBlank())
        .orElseGet(() -> "The handler failed with a " + failure.getClass().getSimpleName() + ".");
  }

  private static List<String> frames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .toList();
  }

  /** Cuts a text and takes out what the database cannot hold: NUL and lone surrogates. */
  private static String storable(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest);
    var clean = new StringBuilder(cut.length());
    cut.codePoints()
        .map(point -> point == 0 || isSurrogate(point) ? '\uFFFD' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
