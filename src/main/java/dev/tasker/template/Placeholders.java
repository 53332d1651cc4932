package dev.tasker.template;

import dev.tasker.template.PlaceholderText.Literal;
import dev.tasker.template.PlaceholderText.Malformed;
import dev.tasker.template.PlaceholderText.Part;
import dev.tasker.template.PlaceholderText.Placeholder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts configured values in the place of <code>${NAME}</code> and <code>${NAME:default}</code>.
 *
 * <p>The default ends at the first <code>}</code>; it may be empty. A value is always text and is
 * not searched again, neither for placeholders nor for expressions: a <code>#{</code> in it becomes
 * <code>\#{</code>, which is how a literal one is written. <code>$${</code> stands for a literal
 * <code>${</code>. Thread-safe if the source of values is.
 */
public final class Placeholders {

  private final Function<String, Optional<String>> values;

  /** Takes the values from there; empty where a name has none. */
  public Placeholders(Function<String, Optional<String>> values) {
    this.values = values;
  }

  /** Whether a text holds a well-formed placeholder. */
  static boolean isIn(String text) {
    return PlaceholderText.parse(text).stream().anyMatch(Placeholder.class::isInstance);
  }

  /** What is wrong with how placeholders are written in a text. */
  static Optional<String> syntaxProblem(String text) {
    boolean malformed = PlaceholderText.parse(text).stream().anyMatch(Malformed.class::isInstance);
    return malformed
        ? Optional.of(
            "'${' begins a placeholder, ${NAME} or ${NAME:default}, but none follows; write $${ for"
                + " the characters themselves")
        : Optional.empty();
  }

  /** The names of the placeholders in a text that have neither a value nor a default. */
  Set<String> unresolved(String text) {
    var names = new LinkedHashSet<String>();
    replace(text, names::add);
    return names;
  }

  /**
   * A map with every placeholder in it resolved, in nested maps and lists too; keys stay as they
   * are.
   *
   * @throws UnresolvedPlaceholderException if one resolves to nothing
   */
  Map<String, Object> resolve(Map<String, Object> config) {
    var missing = new ArrayList<String>();
    Map<String, Object> resolved = resolve(config, missing);
    if (!missing.isEmpty()) {
      throw new UnresolvedPlaceholderException(missing.stream().distinct().toList());
    }
    return resolved;
  }

  /** The configured values that stand behind the placeholders of a map, by name; no defaults. */
  Map<String, String> configured(Map<String, Object> config) {
    var found = new LinkedHashMap<String, String>();
    collect(config, found);
    return found;
  }

  private void collect(@Nullable Object value, Map<String, String> found) {
    if (value instanceof String text) {
      for (Part part : PlaceholderText.parse(text)) {
        if (part instanceof Placeholder placeholder) {
          values.apply(placeholder.name()).ifPresent(set -> found.put(placeholder.name(), set));
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(member -> collect(member, found));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, found));
    }
  }

  private Map<String, Object> resolve(Map<?, ?> map, List<String> missing) {
    var resolved = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> resolved.put(String.valueOf(key), resolveValue(value, missing)));
    return Collections.unmodifiableMap(resolved);
  }

  private @Nullable Object resolveValue(@Nullable Object value, List<String> missing) {
    if (value instanceof String text) {
      return replace(text, missing::add);
    }
    if (value instanceof Map<?, ?> map) {
      return resolve(map, missing);
    }
    if (value instanceof List<?> list) {
      var resolved = new ArrayList<@Nullable Object>();
      list.forEach(item -> resolved.add(resolveValue(item, missing)));
      return Collections.unmodifiableList(resolved);
    }
    return value;
  }

  private String replace(String text, Consumer<String> missing) {
    var replaced = new StringBuilder();
    for (Part part : PlaceholderText.parse(text)) {
      if (part instanceof Literal literal) {
        append(replaced, literal.text());
      } else if (part instanceof Placeholder placeholder) {
        append(replaced, value(placeholder, missing).replace("#{", "\\#{"));
      } else {
        append(replaced, "${"); // the check of the template refuses it
      }
    }
    return replaced.toString();
  }

  /** A brace that meets a # from elsewhere must not become the beginning of an expression. */
  private static void append(StringBuilder replaced, String text) {
    int last = replaced.length() - 1;
    if (last >= 0 && replaced.charAt(last) == '#' && text.startsWith("{")) {
      replaced.insert(last, '\\');
    }
    replaced.append(text);
  }

  private String value(Placeholder placeholder, Consumer<String> missing) {
    Optional<String> value = values.apply(placeholder.name()).or(placeholder::otherwise);
    if (value.isEmpty()) {
      missing.accept(placeholder.name());
    }
    return value.orElse("");
  }
}
