package dev.tasker.http;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.template.ConfigProblem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a step of {@code type: api} asks for.
 *
 * @param method an HTTP method in upper case
 * @param uri absolute, its query complete
 * @param headers each with its values
 * @param body what to send; empty for nothing
 * @param timeout how long the call may take, from its start to the last byte of the answer; empty
 *     for the default
 * @param statuses what the answer's status means
 */
public record HttpStepConfig(
    String method,
    URI uri,
    Map<String, List<String>> headers,
    Optional<String> body,
    Optional<Duration> timeout,
    StatusPolicy statuses) {

  /** Copies the headers. */
  public HttpStepConfig {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * Everything that is wrong with a {@code handler_config} as a template has it. What is only known
   * when a step runs, because a value holds an expression or a placeholder, is not judged.
   */
  public static List<ConfigProblem> problems(Map<String, Object> config) {
    var problems = new ArrayList<ConfigProblem>();
    var unused = new ConfigReader(config, true, problems).read();
    return List.copyOf(problems);
  }

  /**
   * Reads an evaluated configuration.
   *
   * @throws PermanentStepException if anything is wrong with it; tells all of it
   */
  static HttpStepConfig of(Map<String, Object> config) {
    var problems = new ArrayList<ConfigProblem>();
    HttpStepConfig read = new ConfigReader(config, false, problems).read();
    if (!problems.isEmpty()) {
      throw new PermanentStepException(
          problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")),
          StepFailure.code("HTTP_CONFIG"));
    }
    return read;
  }

  /** The method and address for messages: without query, which may hold secrets. */
  String target() {
    return method + " " + withoutQuery(uri);
  }

  static String withoutQuery(URI uri) {
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return uri.getScheme() + "://" + uri.getRawAuthority() + path;
  }
}
