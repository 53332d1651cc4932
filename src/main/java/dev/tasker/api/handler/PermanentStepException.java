package dev.tasker.api.handler;

import org.jspecify.annotations.Nullable;

/**
 * The step cannot succeed, however often it is tried: it fails for good, whatever its retry limit.
 *
 * <p>The message is shown to operators as the step's error: say what happened and what helps.
 *
 * @since 0.1
 */
public class PermanentStepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient StepFailure failure;

  /** A failure with a message alone. */
  public PermanentStepException(String message) {
    this(message, StepFailure.none(), null);
  }

  /** A failure with its cause. */
  public PermanentStepException(String message, Throwable cause) {
    this(message, StepFailure.none(), cause);
  }

  /** A failure with details. */
  public PermanentStepException(String message, StepFailure failure) {
    this(message, failure, null);
  }

  /** A failure with details and cause. */
  public PermanentStepException(String message, StepFailure failure, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  /** The details; never null. */
  public StepFailure failure() {
    return failure;
  }
}
