package dev.tasker.engine;

import dev.tasker.expression.Expressions;
import dev.tasker.template.ExpressionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lets the check of a template know the expressions that the engine evaluates. */
@ApplicationScoped
class ExpressionSyntax implements ExpressionCheck {

  @Inject private Expressions expressions;

  @Override
  public Optional<String> problem(String text) {
    return expressions.check(text);
  }
}
