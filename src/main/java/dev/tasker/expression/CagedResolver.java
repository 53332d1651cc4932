package dev.tasker.expression;

import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.MethodNotFoundException;
import jakarta.el.PropertyNotWritableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds members of maps and elements of lists, and lets nothing out but maps, lists and scalars.
 * Lazy maps are asked for one member at a time and never copied.
 */
final class CagedResolver extends ELResolver {

  /** A text that would become a number; possessive, since it may be long and is not ours. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+([0-9.]*+)(?:[eE][+-]?+0*+([0-9]*+))?+");

  private static final int MAX_DIGITS = 1000;
  private static final int MAX_DIGITS_OF_EXPONENT = 3;

  private final Map<String, Object> variables;
  private final boolean calculates;
  private @Nullable String missing;

  CagedResolver(Map<String, Object> variables, boolean calculates) {
    this.variables = variables;
    this.calculates = calculates;
  }

  Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  @Override
  public @Nullable Object getValue(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    context.setPropertyResolved(base, property);
    if (base == null) {
      return variable(String.valueOf(property));
    }
    if (base instanceof Map<?, ?> map) {
      return member(map, String.valueOf(property));
    }
    if (base instanceof List<?> list) {
      return element(list, property);
    }
    throw new RefusedException(
        "there is nothing inside " + kind(base) + ", so no \"" + property + "\"");
  }

  private @Nullable Object variable(String name) {
    if (!variables.containsKey(name)) {
      throw new RefusedException("there is no \"" + name + "\"");
    }
    return released(variables.get(name), name);
  }

  private @Nullable Object member(Map<?, ?> map, String name) {
    Object value = map.get(name);
    if (value == null) {
      missing = missing == null ? name : missing;
    }
    return released(value, name);
  }

  private @Nullable Object element(List<?> list, @Nullable Object property) {
    long index = index(property);
    if (index < 0 || index >= list.size()) {
      missing = missing == null ? "[" + index + "]" : missing;
      return null;
    }
    return released(list.get((int) index), "[" + index + "]");
  }

  private static long index(@Nullable Object property) {
    if (property instanceof Long || property instanceof Integer) {
      return ((Number) property).longValue();
    }
    if (property instanceof String text && text.matches("[0-9]{1,9}")) {
      return Long.parseLong(text);
    }
    throw new RefusedException(
        "a list has no \"" + property + "\": write the number of an element");
  }

  private @Nullable Object released(@Nullable Object value, String name) {
    if (value != null && !JsonValues.isPlain(value)) {
      throw new RefusedException("\"" + name + "\" is neither a map, a list nor a scalar");
    }
    if (calculates && value instanceof String text && isHugeNumber(text)) {
      throw new RefusedException("\"" + name + "\" has more digits than can be reckoned with");
    }
    return value;
  }

  /** Whether reckoning with the text as a number would take next to forever. */
  private static boolean isHugeNumber(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return false;
    }
    boolean hugeExponent =
        number.group(2) != null && number.end(2) - number.start(2) > MAX_DIGITS_OF_EXPONENT;
    return hugeExponent || number.end(1) - number.start(1) > MAX_DIGITS;
  }

  private static String kind(Object value) {
    return value instanceof String
        ? "a text"
        : "a " + (value instanceof Number ? "number" : "truth value");
  }

  @Override
  public Object invoke(
      ELContext context,
      @Nullable Object base,
      Object method,
      Class<?> @Nullable [] types,
      Object @Nullable [] values) {
    throw new MethodNotFoundException("expressions call nothing");
  }

  @Override
  public void setValue(
      ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
    throw new PropertyNotWritableException("expressions only read");
  }

  @Override
  public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
    context.setPropertyResolved(base, property);
    return true;
  }

  @Override
  public @Nullable Class<?> getType(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    context.setPropertyResolved(base, property);
    return null;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
    return Object.class;
  }
}
