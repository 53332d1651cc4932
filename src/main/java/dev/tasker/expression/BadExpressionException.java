package dev.tasker.expression;

/** A text holds something that is not an expression; the message says what, and what to write. */
final class BadExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  BadExpressionException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong, to be read behind the text's name and a colon. */
  String problem() {
    return problem;
  }
}
