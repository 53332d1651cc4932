package dev.tasker.database;

/** A text is not the JSON that was expected; the message says where and why. */
public final class MalformedJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message);
  }
}
