package dev.tasker.database;

import org.jspecify.annotations.Nullable;

/**
 * Arrays as PostgreSQL writes them, for parameters whose type the statement tells. Cheaper than the
 * driver's arrays, which look their type up and go through the pool's wrappers, each of them.
 *
 * <p>Syntax: <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input
 * and Output Syntax</a>.
 */
public final class ArrayText {

  private ArrayText() {}

  /** The text of a one-dimensional array; an element null is {@code NULL}. */
  public static String of(@Nullable Object[] values) {
    var text = new StringBuilder(2 + values.length * 16).append('{');
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      append(text, values[i]);
    }
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("NULL");
    } else if (value instanceof String string) {
      quote(text, string);
    } else {
      // Numbers, booleans, UUIDs: nothing in them needs quotes.
      text.append(value);
    }
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (letter == '"' || letter == '\\') {
        text.append('\\');
      }
      text.append(letter);
    }
    text.append('"');
  }
}
