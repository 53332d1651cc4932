package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import dev.tasker.database.Json;
import dev.tasker.it.PlainClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The OpenAPI document that ships, as a judge of answers. */
final class ApiContract {

  private static final ApiContract SHIPPED = new ApiContract(shippedText());

  private final Map<String, Object> document;
  private final Validator validator =
      new ValidatorFactory()
          .withDefaultDialect(new Dialects.Draft2020Dialect())
          .withJsonNodeFactory(new JakartaJsonNode.Factory())
          .withSchemaResolver(uri -> SchemaResolver.Result.empty())
          .createValidator();
  private final Map<String, URI> schemas = new LinkedHashMap<>();

  private ApiContract(String text) {
    document = Json.object(text);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$id", "urn:tasker:api");
    root.put("components", map(jsonSchema(document.get("components"))));
    validator.registerSchema(URI.create("urn:tasker:api"), Json.text(root));
  }

  static ApiContract shipped() {
    return SHIPPED;
  }

  /**
   * An operation of the document.
   *
   * @param method in upper case
   * @param path as the document has it, with names in braces
   * @param definition what the document says of it
   */
  record Operation(String method, String path, Map<String, Object> definition) {

    /** The parameters of the query, of the path or of the headers. */
    List<Map<String, Object>> parameters(String in) {
      return list(definition.get("parameters")).stream()
          .map(ApiContract::map)
          .filter(parameter -> in.equals(parameter.get("in")))
          .toList();
    }

    /** The example of the body; empty if there is no body. */
    Optional<Map<String, Object>> bodyExample() {
      return Optional.ofNullable(definition.get("requestBody"))
          .map(body -> map(map(map(body).get("content")).get("application/json")))
          .map(content -> map(content.get("example")));
    }

    /** The name of the body's schema. */
    Optional<String> bodySchema() {
      return Optional.ofNullable(definition.get("requestBody"))
          .map(body -> map(map(map(body).get("content")).get("application/json")))
          .map(content -> schemaName(map(content.get("schema"))));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Every operation. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, methods) ->
                map(methods)
                    .forEach(
                        (method, definition) ->
                            operations.add(
                                new Operation(
                                    method.toUpperCase(Locale.ROOT), path, map(definition)))));
    return operations;
  }

  /** The members of a schema for bodies. */
  Map<String, Object> members(String schema) {
    Map<String, Object> components = map(document.get("components"));
    return map(map(map(components.get("schemas")).get(schema)).get("properties"));
  }

  Map<String, Object> document() {
    return document;
  }

  /** Fails if an answer to a call that the document describes is not as it says. */
  void check(String method, String path, Reply reply) {
    operation(method, path.split("\\?", 2)[0]).ifPresent(operation -> check(operation, reply));
  }

  private Optional<Operation> operation(String method, String path) {
    return operations().stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> path.matches(pattern(operation.path())))
        .max(
            Comparator.comparing(
                operation -> operation.path().replaceAll("\\{\\w+}", "").length()));
  }

  /** Names of templates may hold slashes. */
  private static String pattern(String path) {
    return path.replace("{namespace}/{name}", "[^/]+/.+").replaceAll("\\{\\w+}", "[^/]+");
  }

  private void check(Operation operation, Reply reply) {
    Map<String, Object> responses = map(operation.definition().get("responses"));
    assertThat(responses)
        .as("documented answers of %s, which said: %s", operation, reply.text())
        .containsKey(String.valueOf(reply.status()));
    if (reply.status() == 204) {
      return; // nothing comes with it
    }
    Map<String, Object> content =
        map(map(responses.get(String.valueOf(reply.status()))).get("content"));
    String mediaType = reply.mediaType().split(";", 2)[0];
    assertThat(content).as("media types of %s", operation).containsKey(mediaType);
    Map<String, Object> schema = map(map(content.get(mediaType)).get("schema"));
    if (schema.containsKey("$ref")) {
      var result = validator.validate(uri(schemaName(schema)), reply.text());
      assertThat(result.getErrors())
          .extracting(error -> error.getInstanceLocation() + ": " + error.getError())
          .as("%s answered %s", operation, reply.text())
          .isEmpty();
    }
  }

  private synchronized URI uri(String schema) {
    return schemas.computeIfAbsent(
        schema,
        name -> {
          URI uri = URI.create("urn:tasker:api:" + name);
          validator.registerSchema(
              uri, Json.text(Map.of("$ref", "urn:tasker:api#/components/schemas/" + name)));
          return uri;
        });
  }

  private static String schemaName(Map<String, Object> schema) {
    return String.valueOf(schema.get("$ref")).replaceAll(".*/", "");
  }

  /** OpenAPI 3.0 says {@code nullable} where JSON Schema has a type. */
  private static Object jsonSchema(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(ApiContract::jsonSchema).toList();
    }
    if (!(node instanceof Map<?, ?>)) {
      return node;
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    map(node).forEach((name, value) -> schema.put(name, value == null ? null : jsonSchema(value)));
    if (!Boolean.TRUE.equals(schema.remove("nullable"))) {
      return schema;
    }
    return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked") // The document is known.
  static List<Object> list(Object value) {
    return value == null ? List.of() : (List<Object>) value;
  }

  private static String shippedText() {
    try (var in = ApiContract.class.getResourceAsStream("/META-INF/openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
