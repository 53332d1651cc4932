package dev.tasker.api.task;

import java.time.Duration;

/**
 * The engine has no room for more work now; nothing was stored.
 *
 * @since 0.1
 */
public class EngineBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /** Says what is full, and when to try again. */
  public EngineBusyException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** When to try again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
