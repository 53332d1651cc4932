package dev.tasker.template;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the schemas inside of a JSON Schema lie, by JSON Pointer, and what the references among
 * them mean. References lead to places of the same document alone.
 */
final class SchemaShape {

  static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

  /** Keywords whose value is a schema, those whose schemas see the same value, and the others. */
  private static final Set<String> SAME_VALUE = Set.of("not", "if", "then", "else");

  private static final Set<String> ONE =
      Set.of(
          "additionalProperties",
          "propertyNames",
          "items",
          "contains",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema");
  private static final Set<String> NAMED_SAME_VALUE = Set.of("dependentSchemas");
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "$defs", "definitions");
  private static final Set<String> SEVERAL_SAME_VALUE = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> SEVERAL = Set.of("prefixItems");

  private final Map<String, Object> root;
  private final Map<String, Map<?, ?>> schemas = new LinkedHashMap<>();
  private final Map<String, String> anchors = new HashMap<>();

  SchemaShape(Map<String, Object> root) {
    this.root = root;
    collect("", root);
  }

  Map<String, Object> root() {
    return root;
  }

  /** Every schema that is an object, by its pointer, outer ones first. */
  Map<String, Map<?, ?>> schemas() {
    return schemas;
  }

  /** The pointer of what a reference means; empty if it leads nowhere in this document. */
  Optional<String> target(String reference) {
    if (reference.equals("#")) {
      return Optional.of("");
    }
    if (!reference.startsWith("#")) {
      return Optional.empty();
    }
    String fragment =
        URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return fragment.startsWith("/")
        ? Optional.of(fragment).filter(schemas::containsKey)
        : Optional.ofNullable(anchors.get(fragment));
  }

  /** The schema that a reference means. */
  Optional<Map<?, ?>> targetSchema(String reference) {
    return target(reference).map(schemas::get);
  }

  /** The pointers of the schemas that see the same value as the one at that pointer. */
  List<String> besides(String pointer) {
    var besides = new ArrayList<String>();
    Map<?, ?> schema = schemas.getOrDefault(pointer, Map.of());
    for (String keyword : List.of("$ref", "$dynamicRef")) {
      if (schema.get(keyword) instanceof String reference) {
        target(reference).ifPresent(besides::add);
      }
    }
    BiConsumer<String, Object> add =
        (at, inner) -> {
          if (inner instanceof Map) {
            besides.add(at);
          }
        };
    schema.forEach(
        (keyword, value) -> {
          String at = pointer + "/" + JsonPlace.escaped(keyword);
          if (SAME_VALUE.contains(keyword)) {
            add.accept(at, value);
          } else if (NAMED_SAME_VALUE.contains(keyword)) {
            eachNamed(at, value, add);
          } else if (SEVERAL_SAME_VALUE.contains(keyword)) {
            eachListed(at, value, add);
          }
        });
    return besides;
  }

  private void collect(String pointer, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> schema)) {
      return;
    }
    schemas.put(pointer, schema);
    for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
      if (schema.get(keyword) instanceof String anchor) {
        anchors.putIfAbsent(anchor, pointer);
      }
    }
    schema.forEach(
        (keyword, inner) -> {
          String at = pointer + "/" + JsonPlace.escaped(keyword);
          if (SAME_VALUE.contains(keyword) || ONE.contains(keyword)) {
            collect(at, inner);
          } else if (NAMED_SAME_VALUE.contains(keyword) || NAMED.contains(keyword)) {
            eachNamed(at, inner, this::collect);
          } else if (SEVERAL_SAME_VALUE.contains(keyword) || SEVERAL.contains(keyword)) {
            eachListed(at, inner, this::collect);
          }
        });
  }

  private static void eachNamed(String at, @Nullable Object value, BiConsumer<String, Object> act) {
    if (value instanceof Map<?, ?> named) {
      named.forEach((name, schema) -> act.accept(at + "/" + JsonPlace.escaped(name), schema));
    }
  }

  private static void eachListed(
      String at, @Nullable Object value, BiConsumer<String, Object> act) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        act.accept(at + "/" + i, list.get(i));
      }
    }
  }
}
