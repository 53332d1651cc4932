package dev.tasker.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hides the values of members whose names tell that they are secret, however deep. */
final class Masking {

  static final String MASK = "***";

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(password|passwd|secret|token|authorization|credential|api[_-]?key|private[_-]?key|cookie"
              + "|card[_-]?number|cvv).*");

  private final Set<String> names;

  private Masking(Set<String> names) {
    this.names = names;
  }

  /** Masks the usual names, and these, separated by commas. */
  static Masking of(String configured) {
    var names = new TreeSet<String>();
    for (String name : List.of(configured.split(",", -1))) {
      if (!name.isBlank()) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return new Masking(names);
  }

  Map<String, @Nullable Object> mask(Map<String, @Nullable Object> fields) {
    var masked = new LinkedHashMap<String, @Nullable Object>();
    fields.forEach((name, value) -> masked.put(name, isSecret(name) ? MASK : value(value)));
    return masked;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      var masked = new LinkedHashMap<String, @Nullable Object>();
      members.forEach(
          (name, inner) ->
              masked.put(
                  String.valueOf(name), isSecret(String.valueOf(name)) ? MASK : value(inner)));
      return masked;
    }
    if (value instanceof List<?> elements) {
      var masked = new ArrayList<@Nullable Object>();
      elements.forEach(element -> masked.add(value(element)));
      return masked;
    }
    return value;
  }

  private boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return names.contains(lower) || SECRET.matcher(lower).matches();
  }
}
