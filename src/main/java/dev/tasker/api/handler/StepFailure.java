package dev.tasker.api.handler;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Details of a failure that the step's record keeps beside the message.
 *
 * @param code a short machine-readable code, for instance {@code HTTP_404}; empty if there is none
 * @param httpStatus the status that another server answered with, if one did
 * @param httpBody what that server answered; the first 8 KiB are kept
 * @param retryAfter how long that server asked to wait; replaces the back-off
 * @since 0.1
 */
public record StepFailure(
    Optional<String> code,
    Optional<Integer> httpStatus,
    Optional<String> httpBody,
    Optional<Duration> retryAfter) {

  private static final StepFailure NONE =
      new StepFailure(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** No details. */
  public static StepFailure none() {
    return NONE;
  }

  /** Details with a code alone. */
  public static StepFailure code(String code) {
    return new StepFailure(Optional.of(code), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Details of an answer of another server. */
  public static StepFailure http(
      String code, int status, String body, @Nullable Duration retryAfter) {
    return new StepFailure(
        Optional.of(code), Optional.of(status), Optional.of(body), Optional.ofNullable(retryAfter));
  }

  /** The same details with a time to wait. */
  public StepFailure withRetryAfter(Duration wait) {
    return new StepFailure(code, httpStatus, httpBody, Optional.of(wait));
  }
}
