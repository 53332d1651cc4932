package dev.tasker.api.handler;

import org.jspecify.annotations.Nullable;

/**
 * The attempt failed, but another one may succeed. It is made after the template's back-off, or
 * after the wait given here, while the step's retry limit allows.
 *
 * <p>The message is shown to operators as the step's error: say what happened and what helps.
 *
 * @since 0.1
 */
public class RetryableStepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient StepFailure failure;

  /** A failure with a message alone. */
  public RetryableStepException(String message) {
    this(message, StepFailure.none(), null);
  }

  /** A failure with its cause. */
  public RetryableStepException(String message, Throwable cause) {
    this(message, StepFailure.none(), cause);
  }

  /** A failure with details. */
  public RetryableStepException(String message, StepFailure failure) {
    this(message, failure, null);
  }

  /** A failure with details and cause. */
  public RetryableStepException(String message, StepFailure failure, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  /** The details; never null. */
  public StepFailure failure() {
    return failure;
  }
}
