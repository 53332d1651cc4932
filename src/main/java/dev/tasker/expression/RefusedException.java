package dev.tasker.expression;

import jakarta.el.ELException;

/** The cage refuses what an expression asks for; the message says what and fits after a colon. */
final class RefusedException extends ELException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
