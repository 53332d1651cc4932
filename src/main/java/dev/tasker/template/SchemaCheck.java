package dev.tasker.template;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a JSON Schema before anything is validated with it. */
final class SchemaCheck {

  private static final Set<String> KEYWORDS =
      Set.of(
          ("$schema $id $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment $defs definitions"
                  + " prefixItems items contains additionalProperties properties patternProperties"
                  + " dependentSchemas dependentRequired propertyNames if then else allOf anyOf oneOf not"
                  + " unevaluatedItems unevaluatedProperties type const enum multipleOf maximum"
                  + " exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems"
                  + " minItems uniqueItems maxContains minContains maxProperties minProperties required"
                  + " title description default deprecated readOnly writeOnly examples example format"
                  + " contentEncoding contentMediaType contentSchema")
              .split(" "));

  private static final Set<String> COMBINING = Set.of("allOf", "anyOf", "oneOf", "$ref");

  private final SchemaShape shape;
  private final List<SchemaProblem> problems = new ArrayList<>();

  private SchemaCheck(Map<String, Object> schema) {
    this.shape = new SchemaShape(schema);
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer a JSON Pointer into the schema
   */
  record SchemaProblem(String pointer, String message) {}

  static List<SchemaProblem> problems(Map<String, Object> schema) {
    var check = new SchemaCheck(schema);
    check.dialect();
    check.shape.schemas().forEach(check::one);
    if (check.problems.isEmpty()) {
      check.circles();
      check.againstMetaSchema();
    }
    return List.copyOf(check.problems);
  }

  private void dialect() {
    Object declared = shape.root().get("$schema");
    if (declared instanceof String text
        && !text.replaceFirst("#$", "").equals(SchemaShape.META_SCHEMA)) {
      add("/$schema", "must be " + SchemaShape.META_SCHEMA + ", or be left out");
    }
  }

  private void one(String pointer, Map<?, ?> schema) {
    schema.forEach(
        (name, value) -> {
          String keyword = String.valueOf(name);
          String at = pointer + "/" + JsonPlace.escaped(keyword);
          switch (keyword) {
            case "pattern" -> pattern(at, value);
            case "patternProperties" -> {
              if (value instanceof Map<?, ?> patterns) {
                patterns.keySet().forEach(pattern -> pattern(at, pattern));
              }
            }
            case "$ref", "$dynamicRef" -> reference(at, value);
            case "$id" -> {
              if (!pointer.isEmpty()) {
                add(at, "changes what references mean: name the place with $anchor instead");
              }
            }
            default -> keyword(at, keyword);
          }
        });
  }

  /** JSON Schema allows any keyword; one that is nearly a known one is a slip. */
  private void keyword(String at, String keyword) {
    if (!KEYWORDS.contains(keyword)) {
      Optional<String> near = NearestName.of(keyword, KEYWORDS);
      near.ifPresent(
          known -> add(at, "is no keyword of JSON Schema; did you mean '" + known + "'?"));
    }
  }

  private void pattern(String at, @Nullable Object pattern) {
    if (pattern instanceof String text) {
      try {
        Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        add(at, "'" + text + "' is no regular expression: " + e.getDescription());
      } catch (StackOverflowError e) {
        add(at, "the regular expression is nested too deeply");
      }
    }
  }

  private void reference(String at, @Nullable Object reference) {
    if (!(reference instanceof String text)
        || text.equals(SchemaShape.META_SCHEMA)
        || shape.target(text).isPresent()) {
      return;
    }
    add(
        at,
        text.startsWith("#")
            ? "there is nothing at " + text + " in this schema"
            : text
                + " is another document, and none is ever fetched: put what it means under $defs and"
                + " refer to it as #/$defs/…");
  }

  /** A schema that comes back to itself without going deeper into the value never ends. */
  private void circles() {
    var done = new HashSet<String>();
    for (String start : shape.schemas().keySet()) {
      var onPath = new HashSet<String>();
      var path = new ArrayDeque<Visit>();
      enter(start, path, onPath, done);
      while (!path.isEmpty()) {
        String next = path.getLast().next().poll();
        if (next == null) {
          String left = path.removeLast().at();
          onPath.remove(left);
          done.add(left);
        } else if (onPath.contains(next)) {
          add(next, "refers to itself without going deeper into the value, so it would never end");
          return;
        } else {
          enter(next, path, onPath, done);
        }
      }
    }
  }

  /** A schema under way and those beside it that are still to be seen. */
  private record Visit(String at, ArrayDeque<String> next) {}

  private void enter(String at, ArrayDeque<Visit> path, Set<String> onPath, Set<String> done) {
    if (!done.contains(at)) {
      onPath.add(at);
      path.add(new Visit(at, new ArrayDeque<>(shape.besides(at))));
    }
  }

  private void againstMetaSchema() {
    try {
      SchemaValidators.create().registerSchema(new PlainNode(shape.root(), ""));
    } catch (InvalidSchemaException e) {
      var seen = new LinkedHashMap<String, Error>();
      for (Error error : e.getErrors()) {
        boolean combining = COMBINING.contains(String.valueOf(error.getKeyword()));
        if (!combining) {
          seen.putIfAbsent(error.getInstanceLocation(), error);
        }
      }
      seen.forEach((at, error) -> add(at, SchemaMessages.plain(error)));
    } catch (JsonSchemaException e) {
      add("", "cannot be used: " + e.getMessage());
    }
  }

  private void add(String pointer, String message) {
    problems.add(new SchemaProblem(pointer, message));
  }
}
