package dev.tasker.egress;

/** A host may not be called; the message says which, and which setting says so. */
public final class CallRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  CallRefusedException(String message) {
    super(message);
  }
}
