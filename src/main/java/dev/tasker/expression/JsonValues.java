package dev.tasker.expression;

import dev.tasker.api.handler.StepContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation brings into a configuration: copied, so that lazy maps are read once, and
 * counted, so that few characters of template cannot grow into more than memory holds.
 *
 * @see StepContext the types that JSON has in Java
 */
final class JsonValues {

  static final int MAX_VALUES = 100_000;
  static final long MAX_CHARACTERS = 4L * 1024 * 1024;

  private int values;
  private long characters;

  /** Whether the type can stand in JSON. */
  static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Map<?, ?>
        || value instanceof List<?>;
  }

  /**
   * A copy of what an expression found.
   *
   * @throws RefusedException if it is not JSON, or all found so far is too much
   */
  @Nullable Object copied(@Nullable Object value) {
    if (++values > MAX_VALUES) {
      throw new RefusedException("the configuration grows beyond " + MAX_VALUES + " values");
    }
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((name, member) -> copy.put(counted(String.valueOf(name)), copied(member)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>(Math.min(list.size(), MAX_VALUES));
      list.forEach(element -> copy.add(copied(element)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof String text) {
      return counted(text);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new RefusedException("it is not a number that JSON knows");
    }
    if (value != null && !isPlain(value)) {
      throw new RefusedException("it is neither a map, a list nor a scalar");
    }
    return value;
  }

  /** The same text, counted. */
  String counted(String text) {
    characters += text.length();
    if (characters > MAX_CHARACTERS) {
      throw new RefusedException(
          "the configuration grows beyond " + MAX_CHARACTERS + " characters");
    }
    return text;
  }
}
