package dev.tasker.template;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a schema's {@code default}s into a value: members that are missing, at any depth, and in
 * defaults themselves. Follows {@code properties}, {@code additionalProperties}, {@code items},
 * {@code prefixItems}, {@code allOf} and {@code $ref}; not {@code anyOf}, {@code oneOf} or {@code
 * if}, where it is open which schema holds.
 */
final class SchemaDefaults {

  /** Defaults of a schema that refers to itself may go on for ever. */
  private static final int MAX_VISITS = 1_000_000;

  private static final int MAX_DEPTH = 400;

  private final SchemaShape shape;
  private int visitsLeft = MAX_VISITS;
  private int depth;

  private SchemaDefaults(SchemaShape shape) {
    this.shape = shape;
  }

  /**
   * A copy of the value with the defaults in it.
   *
   * @throws EndlessDefaultsException if that would not end
   */
  static Map<String, Object> fill(SchemaShape shape, Map<String, Object> value) {
    var filled = new SchemaDefaults(shape).fill(shape.root(), value);
    var members = new LinkedHashMap<String, @Nullable Object>();
    ((Map<?, ?>) requireNonNull(filled))
        .forEach((name, member) -> members.put(String.valueOf(name), member));
    return Collections.unmodifiableMap(members);
  }

  private @Nullable Object fill(@Nullable Object schema, @Nullable Object value) {
    if (!(schema instanceof Map<?, ?> keywords)) {
      return value;
    }
    if (--visitsLeft < 0 || ++depth > MAX_DEPTH) {
      throw new EndlessDefaultsException();
    }
    Object filled = value;
    if (keywords.get("$ref") instanceof String reference) {
      filled = fill(shape.targetSchema(reference).orElse(null), filled);
    }
    if (keywords.get("allOf") instanceof List<?> all) {
      for (Object one : all) {
        filled = fill(one, filled);
      }
    }
    if (filled instanceof Map<?, ?> map) {
      filled = fillMembers(keywords, map);
    } else if (filled instanceof List<?> list) {
      filled = fillItems(keywords, list);
    }
    depth--;
    return filled;
  }

  private Map<String, Object> fillMembers(Map<?, ?> keywords, Map<?, ?> value) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    Map<?, ?> properties = keywords.get("properties") instanceof Map<?, ?> given ? given : Map.of();
    boolean othersAreAlike = !(keywords.get("patternProperties") instanceof Map);
    value.forEach(
        (key, member) -> {
          String name = String.valueOf(key);
          Object schema =
              properties.containsKey(name)
                  ? properties.get(name)
                  : othersAreAlike ? keywords.get("additionalProperties") : null;
          members.put(name, fill(schema, member));
        });
    properties.forEach(
        (key, schema) -> {
          String name = String.valueOf(key);
          if (!members.containsKey(name)) {
            withDefault(schema)
                .ifPresent(owner -> members.put(name, fill(schema, owner.get("default"))));
          }
        });
    return Collections.unmodifiableMap(members);
  }

  private List<Object> fillItems(Map<?, ?> keywords, List<?> value) {
    List<?> first = keywords.get("prefixItems") instanceof List<?> given ? given : List.of();
    var items = new ArrayList<@Nullable Object>();
    for (Object item : value) {
      int index = items.size();
      items.add(fill(index < first.size() ? first.get(index) : keywords.get("items"), item));
    }
    return Collections.unmodifiableList(items);
  }

  /** The schema itself, or the one it refers to, that names a default. */
  private Optional<Map<?, ?>> withDefault(@Nullable Object schema) {
    Object at = schema;
    for (int hops = 0; hops < MAX_DEPTH && at instanceof Map<?, ?> keywords; hops++) {
      if (keywords.containsKey("default")) {
        return Optional.of(keywords);
      }
      at =
          keywords.get("$ref") instanceof String reference
              ? shape.targetSchema(reference).orElse(null)
              : null;
    }
    return Optional.empty();
  }

  /** The defaults of the schema hold each other without end. */
  static final class EndlessDefaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
