package dev.tasker.template;

import dev.tasker.template.YamlNode.Entry;
import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Scalar;
import dev.tasker.template.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the keys of one map, each with its type. A wrong value is a problem and reads as absent; a
 * key without a value is absent. In the end {@link #refuseOthers()} makes a problem of each key
 * that nobody asked for.
 */
final class Keys {

  private final Mapping map;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Keys(Mapping map, String path, Problems problems) {
    this.map = map;
    this.path = path;
    this.problems = problems;
  }

  /** A text and where it stands. */
  record Text(String value, int line, String path) {}

  /** The path of a key of this map. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The line of the key, or of the map if it lacks the key. */
  int line(String key) {
    Entry entry = map.entries().get(key);
    return entry == null ? map.line() : entry.line();
  }

  void problem(String key, Supplier<String> message) {
    problems.add(line(key), path(key), message);
  }

  void problem(String key, String message) {
    problems.add(line(key), path(key), message);
  }

  Optional<YamlNode> value(String key) {
    known.add(key);
    Entry entry = map.entries().get(key);
    return entry == null || isNothing(entry.value())
        ? Optional.empty()
        : Optional.of(entry.value());
  }

  Optional<Text> text(String key) {
    return value(key).flatMap(value -> text(value, line(key), path(key)));
  }

  Optional<Text> requiredText(String key) {
    if (value(key).isEmpty()) {
      problem(key, "is required, but missing");
    }
    return text(key);
  }

  boolean truth(String key, boolean otherwise) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent()) {
      if (value.get() instanceof Scalar scalar && scalar.plain() instanceof Boolean truth) {
        return truth;
      }
      problem(key, "must be true or false, but is " + value.get().described());
    }
    return otherwise;
  }

  int integer(String key, int otherwise, int min, int max) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent()) {
      if (value.get() instanceof Scalar scalar
          && scalar.plain() instanceof Long number
          && number >= min
          && number <= max) {
        return number.intValue();
      }
      problem(
          key,
          "must be a whole number from "
              + min
              + " to "
              + max
              + ", but is "
              + value.get().described());
    }
    return otherwise;
  }

  double number(String key, double otherwise, double min, double max) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent()) {
      if (value.get() instanceof Scalar scalar
          && scalar.plain() instanceof Number number
          && number.doubleValue() >= min
          && number.doubleValue() <= max) {
        return number.doubleValue();
      }
      problem(
          key,
          "must be a number from %s to %s, but is %s"
              .formatted(shown(min), shown(max), value.get().described()));
    }
    return otherwise;
  }

  /** A duration that is not negative and at most a year. */
  Optional<Duration> duration(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration =
        value.get() instanceof Scalar scalar && scalar.plain() != null
            ? DurationText.parse(scalar.plain())
            : Optional.empty();
    if (duration.isEmpty()) {
      problem(
          key,
          "must be a duration (" + DurationText.FORMS + "), but is " + value.get().described());
    } else if (duration.get().isNegative()) {
      problem(key, "must not be negative, but is " + value.get().described());
      return Optional.empty();
    } else if (duration.get().compareTo(DurationText.LONGEST) > 0) {
      problem(key, "must be 365 days at most, but is " + value.get().described());
      return Optional.empty();
    }
    return duration;
  }

  Optional<Mapping> map(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent() && !(value.get() instanceof Mapping)) {
      problem(key, "must be a map, but is " + value.get().described());
    }
    return value.filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  Optional<Sequence> list(String key, String hint) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent() && !(value.get() instanceof Sequence)) {
      problem(key, "must be a list, but is " + value.get().described() + hint);
    }
    return value.filter(Sequence.class::isInstance).map(Sequence.class::cast);
  }

  List<Text> texts(String key, String hint) {
    var texts = new ArrayList<Text>();
    list(key, hint)
        .ifPresent(
            list -> {
              int index = 0;
              for (YamlNode item : list.items()) {
                text(item, item.line(), path(key) + "[" + index++ + "]").ifPresent(texts::add);
              }
            });
    return texts;
  }

  /** The maps of a list; {@code []} with its index comes after the key in their paths. */
  List<Keys> maps(String key) {
    var maps = new ArrayList<Keys>();
    list(key, "")
        .ifPresent(
            list -> {
              int index = 0;
              for (YamlNode item : list.items()) {
                String itemPath = path(key) + "[" + index++ + "]";
                if (item instanceof Mapping itemMap) {
                  maps.add(new Keys(itemMap, itemPath, problems));
                } else {
                  problems.add(item.line(), itemPath, "must be a map, but is " + item.described());
                }
              }
            });
    return maps;
  }

  /** The same keys under another path. */
  Keys at(String otherPath) {
    return new Keys(map, otherPath, problems);
  }

  /** Makes a problem of each key that was not asked for. */
  void refuseOthers() {
    map.entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(entry.line(), path(key), () -> unknown(key));
              }
            });
  }

  private String unknown(String key) {
    String suggestion = NearestName.question(key, known);
    return "is not known here"
        + (suggestion.isEmpty() ? "; known are " + String.join(", ", known) : suggestion);
  }

  private Optional<Text> text(YamlNode value, int line, String valuePath) {
    if (value instanceof Scalar scalar && scalar.plain() instanceof String text) {
      return Optional.of(new Text(text, line, valuePath));
    }
    boolean quotable = value instanceof Scalar scalar && scalar.plain() != null;
    problems.add(
        line,
        valuePath,
        "must be text, but is " + value.described() + (quotable ? ": put it in quotes" : ""));
    return Optional.empty();
  }

  private static boolean isNothing(YamlNode value) {
    return value instanceof Scalar scalar && scalar.plain() == null;
  }

  private static String shown(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
