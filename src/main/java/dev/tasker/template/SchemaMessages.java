package dev.tasker.template;

import dev.harrel.jsonschema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words, with the place in the value, what the JSON Schema library found. */
final class SchemaMessages {

  private static final Pattern TYPE =
      Pattern.compile("Value is \\[(.*)] but should be \\[(.*)]", Pattern.DOTALL);

  private final SchemaShape shape;
  private final Object value;

  /** For the errors that come of one value. */
  SchemaMessages(SchemaShape shape, Object value) {
    this.shape = shape;
    this.value = value;
  }

  /**
   * A place in the value and what is wrong there.
   *
   * @param pointer a JSON Pointer
   */
  record Message(String pointer, String text) {}

  /** What one error says; nothing if another error says it better. */
  List<Message> of(Error error) {
    String keyword = String.valueOf(error.getKeyword());
    String at = error.getInstanceLocation();
    String schemaAt = error.getSchemaLocation().replaceFirst("^[^#]*#?", "");
    if (keyword.equals("required")) {
      List<Message> missing = missing(at, schemaAt);
      return missing.isEmpty() ? List.of(new Message(at, plain(error))) : missing;
    }
    if (schemaAt.endsWith("/additionalProperties") || schemaAt.endsWith("/unevaluatedProperties")) {
      return List.of(new Message(at, "is not known here" + suggestion(at, schemaAt)));
    }
    if (keyword.equals("allOf") || keyword.equals("if") || keyword.equals("$ref")) {
      return List.of();
    }
    return List.of(new Message(at, plain(error)));
  }

  /** The words of an error alone. */
  static String plain(Error error) {
    String text = error.getError();
    Matcher type = TYPE.matcher(text);
    if (type.matches()) {
      return "must be " + type.group(2).replace(", ", " or ") + ", but is " + type.group(1);
    }
    String tidy = text.replace("[[", "[").replace("]]", "]");
    return tidy.substring(0, 1).toLowerCase(Locale.ROOT) + tidy.substring(1);
  }

  /** The library tells which schema has the keyword, and not which names are missing. */
  private List<Message> missing(String at, String schemaAt) {
    var missing = new ArrayList<Message>();
    Object names = JsonPlace.find(shape.root(), schemaAt + "/required");
    Object owner = JsonPlace.find(value, at);
    if (names instanceof List<?> required && owner instanceof Map<?, ?> members) {
      for (Object name : required) {
        if (!members.containsKey(name)) {
          missing.add(new Message(at + "/" + JsonPlace.escaped(name), "is required, but missing"));
        }
      }
    }
    return missing;
  }

  private String suggestion(String at, String schemaAt) {
    String owner = schemaAt.substring(0, schemaAt.lastIndexOf('/'));
    @Nullable Object schema = JsonPlace.find(shape.root(), owner);
    if (schema instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> properties) {
      String name = JsonPlace.unescaped(at.substring(at.lastIndexOf('/') + 1));
      return NearestName.question(name, properties.keySet().stream().map(String::valueOf).toList());
    }
    return "";
  }
}
