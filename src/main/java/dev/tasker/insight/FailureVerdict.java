package dev.tasker.insight;

import dev.tasker.insight.StepSnapshot.Attempts;
import java.time.Duration;
import java.time.Instant;

/** What to say of a step whose last attempt failed. */
final class FailureVerdict {

  private FailureVerdict() {}

  /** No attempt follows by itself. */
  static Verdict of(StepSnapshot step) {
    Attempts attempts = step.attempts();
    return withError(
        new Verdict(
            Reason.FAILED_PERMANENTLY,
            "%s. %sRetry the step, resolve it by hand, or cancel the task."
                .formatted(why(attempts), said(attempts))),
        attempts);
  }

  /** Another attempt follows. */
  static Verdict retried(StepSnapshot step, Instant due, Duration wait) {
    Attempts attempts = step.attempts();
    String which =
        attempts.forgiven() > 0
            ? "Attempt %d did not succeed (%d of %d attempts count)"
                .formatted(attempts.made(), attempts.counted(), attempts.limit())
            : "Attempt %d of %d failed".formatted(attempts.made(), attempts.limit());
    return withError(
        new Verdict(
                Reason.RETRY_DUE_AT,
                "%s; the next one is due at %s, in %s. %s"
                    .formatted(which, Words.time(due), Words.duration(wait), said(attempts))
                    .strip())
            .with("retry_at", Words.time(due))
            .with("wait_ms", wait.toMillis()),
        attempts);
  }

  private static String why(Attempts attempts) {
    if (attempts.code().filter("node_lost"::equals).isPresent()) {
      return "It was given up because its node died %s"
          .formatted(Words.count(attempts.lostNodes(), "time", "times in a row"));
    }
    if (!attempts.retryable()) {
      return "It failed, and its template does not allow another attempt";
    }
    if (attempts.counted() >= attempts.limit()) {
      return attempts.limit() == 1
          ? "Its only attempt failed"
          : "All %d attempts failed".formatted(attempts.limit());
    }
    return "It failed in a way that another attempt would not cure";
  }

  private static String said(Attempts attempts) {
    return attempts
        .message()
        .filter(message -> !message.isBlank())
        .map(message -> "The last error: " + Words.quotation(message) + " ")
        .orElse("");
  }

  private static Verdict withError(Verdict verdict, Attempts attempts) {
    verdict.withBudget(attempts).with("retryable", attempts.retryable());
    attempts.message().ifPresent(message -> verdict.with("error_message", message));
    attempts.code().ifPresent(code -> verdict.with("error_code", code));
    return verdict;
  }
}
