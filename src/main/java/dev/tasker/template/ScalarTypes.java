package dev.tasker.template;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Which plain words of a template are more than text: {@code true}, {@code false}, {@code null},
 * {@code ~}, nothing at all, and numbers as JSON writes them. So {@code no}, {@code 007}, {@code
 * 1:30} and {@code 2024-01-01} stay the texts that they look like.
 */
final class ScalarTypes extends Resolver {

  private static final int MAX_DIGITS = 1000;
  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, TRUTH, "tTfF", 5);
    addImplicitResolver(Tag.NULL, NOTHING, "~nN\0", 4);
    addImplicitResolver(Tag.NULL, Pattern.compile(""), null, 0);
    addImplicitResolver(Tag.INT, INTEGER, "-0123456789", Integer.MAX_VALUE);
    addImplicitResolver(Tag.FLOAT, DECIMAL, "-0123456789", Integer.MAX_VALUE);
    addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<", 2);
  }

  /**
   * The value of a scalar with that tag.
   *
   * @throws IllegalArgumentException if the text is no such value; the message says so
   */
  static @Nullable Object value(Tag tag, String text) {
    if (tag.equals(Tag.STR) || tag.equals(Tag.MERGE)) {
      return storable(text);
    }
    if (tag.equals(Tag.NULL) && NOTHING.matcher(text).matches()) {
      return null;
    }
    if (tag.equals(Tag.BOOL) && TRUTH.matcher(text).matches()) {
      return text.charAt(0) == 't' || text.charAt(0) == 'T';
    }
    if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT) && DECIMAL.matcher(text).matches()) {
      return decimal(text);
    }
    throw new IllegalArgumentException(
        "the tag "
            + tag.getValue().replace(Tag.PREFIX, "!!")
            + " does not fit this value: leave it out");
  }

  private static Object integer(String text) {
    if (text.length() <= 18) {
      return Long.parseLong(text);
    }
    BigDecimal exact = exact(text);
    boolean fits = exact.compareTo(BigDecimal.valueOf(exact.longValue())) == 0;
    return fits ? (Object) exact.longValue() : exact;
  }

  private static Number decimal(String text) {
    BigDecimal exact = exact(text);
    double nearest = exact.doubleValue();
    boolean printsTheSame =
        Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
    return printsTheSame ? (Number) nearest : exact;
  }

  private static BigDecimal exact(String text) {
    try {
      if (text.length() <= MAX_DIGITS) {
        var exact = new BigDecimal(text);
        if (Math.abs((long) exact.scale()) <= MAX_DIGITS) {
          return exact;
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the number is out of range", e);
    }
    throw new IllegalArgumentException("the number has more than " + MAX_DIGITS + " digits");
  }

  /** What PostgreSQL cannot store as text is not text here. */
  static String storable(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the character U+0000 cannot be stored: leave it out");
    }
    boolean halfCharacter =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (halfCharacter) {
      throw new IllegalArgumentException("the text holds half of a character: write all of it");
    }
    return text;
  }
}
