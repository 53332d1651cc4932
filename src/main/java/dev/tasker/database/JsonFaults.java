package dev.tasker.database;

import dev.tasker.database.Json.Fault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what in a value cannot be stored as JSON. */
final class JsonFaults {

  private static final int MAX_FAULTS = 100;

  private JsonFaults() {}

  static void collect(String path, @Nullable Object value, int depth, List<Fault> faults) {
    if (faults.size() >= MAX_FAULTS) {
      return;
    }
    if (value instanceof Map<?, ?> members) {
      if (deepEnough(path, depth, faults)) {
        members.forEach((name, member) -> collectMember(path, name, member, depth, faults));
      }
    } else if (value instanceof Collection<?> values) {
      if (deepEnough(path, depth, faults)) {
        int index = 0;
        for (Object element : values) {
          collect(path + "[" + index++ + "]", element, depth + 1, faults);
        }
      }
    } else {
      String fault = ofScalar(value);
      if (fault != null) {
        faults.add(new Fault(path, fault));
      }
    }
  }

  private static void collectMember(
      String path, @Nullable Object name, @Nullable Object member, int depth, List<Fault> faults) {
    if (!(name instanceof String key)) {
      faults.add(new Fault(path, "the member " + name + " has a name that is not text"));
      return;
    }
    String fault = ofText(key);
    if (fault != null) {
      faults.add(new Fault(path, "in the name of a member, " + fault));
    }
    collect(path.isEmpty() ? key : path + "." + key, member, depth + 1, faults);
  }

  private static boolean deepEnough(String path, int depth, List<Fault> faults) {
    if (depth <= Json.MAX_DEPTH) {
      return true;
    }
    faults.add(new Fault(path, "lies deeper than " + Json.MAX_DEPTH + " levels"));
    return false;
  }

  /** What is wrong with a value that is neither object nor array; null if nothing is. */
  static @Nullable String ofScalar(@Nullable Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return null;
    }
    if (value instanceof CharSequence text) {
      return ofText(text);
    }
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue())
          ? null
          : value + " is not a JSON number";
    }
    if (value instanceof BigDecimal number) {
      return ofNumber(number);
    }
    if (value instanceof BigInteger number) {
      return ofNumber(new BigDecimal(number));
    }
    return "is not JSON: give text, a number, true, false, null, a list, or a map with text keys";
  }

  private static @Nullable String ofNumber(BigDecimal number) {
    // In this order, because precision() may be slow and the scale can be anything.
    boolean fits =
        Math.abs((long) number.scale()) <= Json.MAX_DIGITS
            && number.unscaledValue().bitLength() <= 8 * Json.MAX_DIGITS
            && (long) number.precision() - number.scale() <= Json.MAX_DIGITS;
    return fits ? null : "the number has more than " + Json.MAX_DIGITS + " digits";
  }

  /** What is wrong with a text; null if nothing is. */
  static @Nullable String ofText(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "the character U+0000 cannot be stored: leave it out";
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          return "the text is not well-formed: it holds half of a character (U+%04X)"
              .formatted((int) c);
        }
        i++;
      }
    }
    return null;
  }
}
