package dev.tasker.database;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value as JSON. It stops at the first thing that is not JSON without knowing where that
 * is, so that writing what is JSON keeps no account of paths.
 */
final class JsonOutput {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(256);

  private JsonOutput() {}

  static String write(@Nullable Object value) throws NotWritable {
    var output = new JsonOutput();
    output.value(value, 1);
    return output.text.toString();
  }

  private void value(@Nullable Object value, int depth) throws NotWritable {
    if (value instanceof Map<?, ?> members) {
      object(members, depth);
    } else if (value instanceof Collection<?> values) {
      array(values, depth);
    } else if (JsonFaults.ofScalar(value) != null) {
      throw new NotWritable();
    } else if (value instanceof CharSequence string) {
      quoted(string);
    } else {
      text.append(value);
    }
  }

  private void object(Map<?, ?> members, int depth) throws NotWritable {
    checkDepth(depth);
    text.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof String name) || JsonFaults.ofText(name) != null) {
        throw new NotWritable();
      }
      if (!first) {
        text.append(',');
      }
      first = false;
      quoted(name);
      text.append(':');
      value(member.getValue(), depth + 1);
    }
    text.append('}');
  }

  private void array(Collection<?> values, int depth) throws NotWritable {
    checkDepth(depth);
    text.append('[');
    boolean first = true;
    for (Object value : values) {
      if (!first) {
        text.append(',');
      }
      first = false;
      value(value, depth + 1);
    }
    text.append(']');
  }

  private static void checkDepth(int depth) throws NotWritable {
    if (depth > Json.MAX_DEPTH) {
      throw new NotWritable();
    }
  }

  private void quoted(CharSequence string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** Something in the value is not JSON. */
  static final class NotWritable extends Exception {
    private static final long serialVersionUID = 1L;

    NotWritable() {
      super(null, null, false, false);
    }
  }
}
