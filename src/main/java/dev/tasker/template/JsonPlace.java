package dev.tasker.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Pointers (RFC 6901) into plain values. */
final class JsonPlace {

  private JsonPlace() {}

  /** What the pointer leads to; null if it leads nowhere. */
  static @Nullable Object find(@Nullable Object root, String pointer) {
    Object value = root;
    String[] steps = pointer.split("/", -1);
    for (int i = 1; i < steps.length; i++) {
      String step = unescaped(steps[i]);
      if (value instanceof Map<?, ?> map) {
        value = map.get(step);
      } else if (value instanceof List<?> list && isIndex(step, list)) {
        value = list.get(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return value;
  }

  /** The pointer as people write paths: {@code items[0].sku}. */
  static String path(String pointer) {
    var path = new StringBuilder();
    String[] steps = pointer.split("/", -1);
    for (int i = 1; i < steps.length; i++) {
      String step = unescaped(steps[i]);
      if (step.matches("\\d{1,9}")) {
        path.append('[').append(step).append(']');
      } else {
        path.append('.').append(step);
      }
    }
    return path.toString();
  }

  static String escaped(@Nullable Object name) {
    return String.valueOf(name).replace("~", "~0").replace("/", "~1");
  }

  static String unescaped(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  static boolean isIndex(String step, List<?> list) {
    return step.matches("\\d{1,9}") && Integer.parseInt(step) < list.size();
  }
}
