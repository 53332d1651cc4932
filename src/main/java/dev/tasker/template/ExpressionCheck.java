package dev.tasker.template;

import java.util.Optional;

/** Knows the syntax of {@code #{…}}, as the check of a template asks for it. */
@FunctionalInterface
public interface ExpressionCheck {

  /**
   * What is wrong with the expressions in a text, and what was meant; empty if they can be read.
   * Must be fast and must not evaluate anything.
   *
   * @param text any text; it may hold no expression at all
   */
  Optional<String> problem(String text);
}
