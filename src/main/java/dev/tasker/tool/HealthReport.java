package dev.tasker.tool;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** What a node says of its health, in lines for people. */
final class HealthReport {

  private HealthReport() {}

  /** The checks that failed and the warnings; the text itself if it is not such a document. */
  static String of(String document) {
    try (JsonReader reader = Json.createReader(new StringReader(document))) {
      JsonObject health = reader.readObject();
      List<String> lines = new ArrayList<>();
      for (JsonValue check : array(health, "checks")) {
        if (check instanceof JsonObject object && !"up".equals(object.getString("status", ""))) {
          lines.add(
              "  %s: %s".formatted(object.getString("name", "?"), object.getString("detail", "")));
        }
      }
      for (JsonValue warning : array(health, "warnings")) {
        lines.add("  " + (warning instanceof JsonString text ? text.getString() : warning));
      }
      return String.join("\n", lines);
    } catch (JsonException | IllegalStateException e) {
      return "  " + document.strip();
    }
  }

  private static List<JsonValue> array(JsonObject object, String name) {
    return object.get(name) instanceof jakarta.json.JsonArray array
        ? List.copyOf(array)
        : List.of();
  }
}
