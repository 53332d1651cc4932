package dev.tasker.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of the API, built from the resources and records as they are. What they do
 * not tell, {@link ApiCalls} does.
 */
final class ApiDocument {

  private static final String BASE = "/tasker";

  private static final Map<String, String> PATH_PARAMETERS =
      Map.of(
          "task_id", "The id of a task.",
          "step_id", "The id of a step of that task.",
          "webhook_id", "The id of a webhook.",
          "event_name", "The public name of an event.",
          "registry_name", "The name of a registry.",
          "namespace", "A namespace.",
          "name", "The name of a template; its slashes are written as they are.");

  private static final Map<Integer, String> USUAL_ERRORS =
      Map.of(
          400, "The request is malformed.",
          404, "There is nothing of that id or name.",
          406, "The answer does not come in a form that is accepted.",
          413, "The body is too large.",
          415, "The body is not JSON in UTF-8.",
          422, "The body is well-formed but wrong; errors lists what is.",
          503, "The engine or its database has no room now; Retry-After says when to try again.");

  private final ApiSchemas schemas = new ApiSchemas();
  private final Map<String, Map<String, Object>> paths = new TreeMap<>();
  private final List<String> undescribed = new ArrayList<>();

  private ApiDocument() {}

  /** Builds the document; the same whenever the code is the same. */
  static Map<String, Object> build() {
    var document = new ApiDocument();
    ApiBodies.addTo(document.schemas);
    document.schemas.of(ProblemDocument.class);
    resources().forEach(document::add);
    if (!document.undescribed.isEmpty()) {
      throw new IllegalStateException("Describe in ApiCalls: " + document.undescribed);
    }
    return ordered(document.whole());
  }

  /** Maps without an order of their own get one. */
  private static Map<String, Object> ordered(Map<?, ?> map) {
    Map<String, Object> ordered =
        map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach((name, value) -> ordered.put((String) name, orderedValue(value)));
    return ordered;
  }

  private static @Nullable Object orderedValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return ordered(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> each = new ArrayList<>();
      list.forEach(element -> each.add(orderedValue(element)));
      return each;
    }
    return value;
  }

  private Map<String, Object> whole() {
    Map<String, Object> information = new LinkedHashMap<>();
    information.put("title", "Tasker");
    information.put("description", "A durable workflow engine. See docs/reference/rest.md.");
    information.put("version", "0.1.0");
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("openapi", "3.0.3");
    root.put("info", information);
    root.put("paths", paths);
    root.put("components", Map.of("schemas", schemas.all()));
    return root;
  }

  private void add(Class<?> resource) {
    for (Method method : resource.getDeclaredMethods()) {
      httpMethods(method)
          .forEach(
              verb -> {
                String path = path(resource, method);
                ApiCalls.of(verb + " " + path)
                    .ifPresentOrElse(
                        call -> add(verb, path, operation(verb, resource, method, call)),
                        () -> undescribed.add(verb + " " + path));
              });
    }
  }

  private void add(String verb, String path, Map<String, Object> operation) {
    paths
        .computeIfAbsent(BASE + path, absent -> new TreeMap<>())
        .put(verb.toLowerCase(Locale.ROOT), operation);
  }

  private Map<String, Object> operation(
      String verb, Class<?> resource, Method method, ApiCall call) {
    String said = SourceText.of(resource).ofMethod(method.getName());
    String subject = resource.getSimpleName().replaceAll("Resource$", "");
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("tags", List.of(subject));
    operation.put("summary", said.split("(?<=\\.)\\s", 2)[0]);
    operation.put("operationId", verb.toLowerCase(Locale.ROOT) + subject + "_" + method.getName());
    List<Map<String, Object>> parameters = pathParameters(method);
    boolean named = !parameters.isEmpty();
    parameters.addAll(call.parameters());
    operation.put("parameters", parameters);
    Map<String, Object> body = call.requestBody();
    if (body != null) {
      operation.put("requestBody", body);
    }
    operation.put("responses", responses(call, named, body != null));
    return operation;
  }

  private static List<Map<String, Object>> pathParameters(Method method) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (var parameter : method.getParameters()) {
      Optional.ofNullable(parameter.getAnnotation(PathParam.class))
          .map(PathParam::value)
          .ifPresent(
              name ->
                  parameters.add(
                      ApiCall.parameter(
                          "path",
                          name,
                          Optional.ofNullable(PATH_PARAMETERS.get(name)).orElseThrow(),
                          name.endsWith("_id")
                              ? Map.of("type", "string", "format", "uuid")
                              : Map.of("type", "string"),
                          pathExample(name))));
    }
    return parameters;
  }

  private static String pathExample(String name) {
    return switch (name) {
      case "task_id" -> ApiWords.TASK_ID;
      case "step_id" -> ApiWords.STEP_ID;
      case "webhook_id" -> ApiWords.TASK_ID;
      case "event_name" -> "task.completed";
      case "registry_name" -> "subscribers";
      case "namespace" -> "default";
      default -> "shop/order";
    };
  }

  private Map<String, Object> responses(ApiCall call, boolean named, boolean hasBody) {
    Map<Integer, ApiCall.Answer> all = new TreeMap<>(call.answers());
    List<Integer> usual = new ArrayList<>(List.of(400, 406, 503));
    if (named) {
      usual.add(404);
    }
    if (hasBody) {
      usual.addAll(List.of(413, 415, 422));
    }
    usual.forEach(
        status ->
            all.putIfAbsent(
                status,
                new ApiCall.Answer(
                    USUAL_ERRORS.getOrDefault(status, ""),
                    null,
                    List.of("application/problem+json"))));
    Map<String, Object> responses = new LinkedHashMap<>();
    all.forEach((status, answer) -> responses.put(String.valueOf(status), response(answer)));
    return responses;
  }

  private Map<String, Object> response(ApiCall.Answer answer) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String mediaType : answer.mediaTypes()) {
      content.put(mediaType, Map.of("schema", answerSchema(mediaType, answer.type())));
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("description", answer.description());
    response.put("content", content);
    return response;
  }

  private Map<String, Object> answerSchema(String mediaType, @Nullable Class<?> type) {
    if (mediaType.equals("application/problem+json")) {
      return schemas.of(ProblemDocument.class);
    }
    return mediaType.equals("application/json") && type != null
        ? schemas.of(type)
        : Map.of("type", "string");
  }

  /** HEAD is left out: it is what GET answers, without the body, and there is one for every GET. */
  private static List<String> httpMethods(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(found -> found != null)
        .map(HttpMethod::value)
        .filter(name -> !name.equals(HttpMethod.HEAD))
        .toList();
  }

  private static String path(Class<?> resource, Method method) {
    String own =
        Optional.ofNullable(method.getAnnotation(jakarta.ws.rs.Path.class))
            .map(jakarta.ws.rs.Path::value)
            .orElse("");
    return (resource.getAnnotation(jakarta.ws.rs.Path.class).value() + own)
        .replaceAll("\\{(\\w+):[^}]*}", "{$1}");
  }

  private static List<? extends Class<?>> resources() {
    try (var files = Files.list(classes())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Resource.class"))
          .sorted()
          .map(name -> load("dev.tasker.rest." + name.replace(".class", "")))
          .filter(type -> type.isAnnotationPresent(jakarta.ws.rs.Path.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    try {
      var place = TaskerApplication.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(place.toURI()).resolve("dev/tasker/rest");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
