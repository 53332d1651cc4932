package dev.tasker.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file that knows its line. Immutable. */
sealed interface YamlNode {

  /** Where it begins, from 1. */
  int line();

  /** The value without lines: {@code Map}, {@code List}, text, number, boolean or null. */
  @Nullable Object plain();

  /** What it is, in words for a message: "a map", "the number 1.0". */
  String described();

  /** Keys and values in the order of the file. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {

    /** Keeps the map as it is. */
    public Mapping {
      entries = Collections.unmodifiableMap(entries);
    }

    @Override
    public Map<String, Object> plain() {
      var map = new LinkedHashMap<String, @Nullable Object>();
      entries.forEach((key, entry) -> map.put(key, entry.value().plain()));
      return Collections.unmodifiableMap(map);
    }

    @Override
    public String described() {
      return "a map";
    }
  }

  /**
   * The value of a key.
   *
   * @param line the line of the key
   */
  record Entry(int line, YamlNode value) {}

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {

    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public List<Object> plain() {
      var list = new ArrayList<@Nullable Object>();
      items.forEach(item -> list.add(item.plain()));
      return Collections.unmodifiableList(list);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /**
   * Text, a number, true, false or nothing.
   *
   * @param text as written
   * @param plain a {@code String}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code
   *     Boolean} or null
   */
  record Scalar(int line, String text, @Nullable Object plain) implements YamlNode {

    private static final int SHOWN = 60;

    @Override
    public String described() {
      if (plain == null) {
        return "empty";
      }
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
      if (plain instanceof Number) {
        return "the number " + shown;
      }
      return plain instanceof Boolean ? "the truth value " + shown : "the text '" + shown + "'";
    }
  }
}
