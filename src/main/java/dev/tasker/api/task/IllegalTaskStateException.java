package dev.tasker.api.task;

/**
 * What was asked for is not possible in the state that the task or step is in; nothing was changed.
 *
 * @since 0.1
 */
public class IllegalTaskStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says in words what is not possible and why. */
  public IllegalTaskStateException(String message) {
    super(message);
  }
}
