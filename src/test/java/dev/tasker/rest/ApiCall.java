package dev.tasker.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the document says of a call beyond what its method and its records tell. Not thread-safe.
 */
final class ApiCall {

  private final List<Map<String, Object>> query = new ArrayList<>();
  private final Map<Integer, Answer> answers = new TreeMap<>();
  private final List<Map<String, Object>> headers = new ArrayList<>();
  private @Nullable String bodySchema;
  private @Nullable Map<String, Object> bodyExample;

  /**
   * An answer that is no error.
   *
   * @param type the record; null for a text
   * @param mediaTypes in which it comes
   */
  record Answer(String description, @Nullable Class<?> type, List<String> mediaTypes) {}

  /** A parameter of the query, with an example. */
  ApiCall query(String name, String description, Map<String, Object> schema, Object example) {
    query.add(parameter("query", name, description, schema, example));
    return this;
  }

  /** A parameter of the query that may be given several times. */
  ApiCall repeated(String name, String description, Map<String, Object> items, Object example) {
    return query(
        name,
        description + " May be repeated: any of them.",
        Map.of("type", "array", "items", items),
        List.of(example));
  }

  ApiCall header(String name, String description, Object example) {
    headers.add(parameter("header", name, description, Map.of("type", "string"), example));
    return this;
  }

  /** The body: a schema of {@link ApiBodies}, and an example. */
  ApiCall body(String schema, Map<String, Object> example) {
    bodySchema = schema;
    bodyExample = example;
    return this;
  }

  ApiCall answer(int status, String description, Class<?> type) {
    answers.put(status, new Answer(description, type, List.of("application/json")));
    return this;
  }

  ApiCall answerIn(int status, String description, Class<?> type, String... textTypes) {
    List<String> types = new ArrayList<>(List.of("application/json"));
    types.addAll(List.of(textTypes));
    answers.put(status, new Answer(description, type, types));
    return this;
  }

  /** An answer that is a text. */
  ApiCall answerText(int status, String description, String mediaType) {
    answers.put(status, new Answer(description, null, List.of(mediaType)));
    return this;
  }

  /** An answer without a body. */
  ApiCall answerNothing(int status, String description) {
    answers.put(status, new Answer(description, null, List.of()));
    return this;
  }

  /** An answer that is an error. */
  ApiCall error(int status, String description) {
    answers.put(status, new Answer(description, null, List.of("application/problem+json")));
    return this;
  }

  List<Map<String, Object>> parameters() {
    List<Map<String, Object>> all = new ArrayList<>(query);
    all.addAll(headers);
    return all;
  }

  Map<Integer, Answer> answers() {
    return answers;
  }

  /** The body as the document describes it; null if there is none. */
  @Nullable Map<String, Object> requestBody() {
    if (bodySchema == null || bodyExample == null) {
      return null;
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("schema", ApiSchemas.reference(bodySchema));
    content.put("example", bodyExample);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("required", true);
    body.put("content", Map.of("application/json", content));
    return body;
  }

  static Map<String, Object> parameter(
      String in, String name, String description, Map<String, Object> schema, Object example) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("description", description);
    parameter.put("required", in.equals("path"));
    parameter.put("schema", schema);
    parameter.put("example", example);
    return parameter;
  }
}
