package dev.tasker.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, on its way into the database.
 *
 * @param attempt whose outcome it is
 * @param kind success, or which failure
 * @param document the results (null if there are none) or the error, as JSON text
 * @param delay how long to wait before the next attempt, if one follows
 * @param forgiven whether the attempt does not count against the step's limit
 */
record Outcome(
    Attempt attempt, Kind kind, @Nullable String document, Duration delay, boolean forgiven) {

  /** Success, or which failure; the code is what {@code commit_outcomes} takes. */
  enum Kind {
    SUCCESS((short) 0),
    RETRYABLE((short) 1),
    PERMANENT((short) 2);

    private final short code;

    Kind(short code) {
      this.code = code;
    }

    short code() {
      return code;
    }
  }

  static Outcome success(Attempt attempt, @Nullable String results) {
    return new Outcome(attempt, Kind.SUCCESS, results, Duration.ZERO, false);
  }

  static Outcome permanent(Attempt attempt, String error) {
    return new Outcome(attempt, Kind.PERMANENT, error, Duration.ZERO, false);
  }
}
