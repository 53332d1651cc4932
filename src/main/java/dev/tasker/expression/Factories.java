package dev.tasker.expression;

import jakarta.el.ExpressionFactory;

/** Finds the server's implementation of the Expression Language. */
final class Factories {

  private Factories() {}

  static ExpressionFactory create() {
    return ExpressionFactory.newInstance();
  }
}
