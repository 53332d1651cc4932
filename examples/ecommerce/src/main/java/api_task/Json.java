package api_task;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns JSON into records and back: {@code cart_id} in JSON is {@code cartId} in Java. */
final class Json {

  private static final Jsonb JSONB =
      JsonbBuilder.create(
          new JsonbConfig()
              .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

  private Json() {}

  /**
   * Reads JSON text.
   *
   * @throws jakarta.json.bind.JsonbException if the text is no JSON, or does not fit the type
   */
  static <T> T read(String json, Class<T> type) {
    return JSONB.fromJson(json, type);
  }

  static String write(Object value) {
    return JSONB.toJson(value);
  }

  /** The results of a step as a record. */
  static <T> T fromResults(Map<String, Object> results, Class<T> type) {
    return read(write(results), type);
  }

  /** A record as the results of a step. */
  static Map<String, Object> toResults(Object value) {
    var results = new LinkedHashMap<String, Object>();
    Map<?, ?> members = read(write(value), Map.class);
    members.forEach((name, member) -> results.put((String) name, member));
    return results;
  }
}
