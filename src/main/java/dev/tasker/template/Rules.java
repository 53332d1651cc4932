package dev.tasker.template;

/**
 * What a template is checked against.
 *
 * @param limits how large it may be
 * @param handlers what {@code handler_class} and {@code task_handler_class} may name
 * @param expressions the syntax of expressions
 * @param placeholders what placeholders stand for
 * @param resolve whether each placeholder must stand for something: in the running environment
 */
record Rules(
    TemplateLimits limits,
    KnownHandlers handlers,
    ExpressionCheck expressions,
    Placeholders placeholders,
    boolean resolve) {

  /** The same for an environment that is not the running one. */
  Rules withoutResolving() {
    return new Rules(limits, handlers, expressions, placeholders, false);
  }
}
