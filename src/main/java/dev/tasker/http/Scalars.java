package dev.tasker.http;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a configuration as texts. */
final class Scalars {

  private Scalars() {}

  /** The text of a scalar; empty for null, lists and maps. */
  static Optional<String> text(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return Optional.of(number.toPlainString());
    }
    boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
    return scalar ? Optional.of(String.valueOf(value)) : Optional.empty();
  }

  /** Whether a value as written is known only later: it holds a placeholder or an expression. */
  static boolean isOpen(@Nullable Object value) {
    return value instanceof String text && (text.contains("#{") || text.contains("${"));
  }
}
