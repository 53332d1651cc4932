package dev.tasker.http;

import dev.tasker.database.Json;
import dev.tasker.database.NotJsonException;
import dev.tasker.template.ConfigProblem;
import dev.tasker.template.DurationText;
import dev.tasker.template.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of a step of {@code type: api}, and collects all that is wrong. */
final class ConfigReader {

  private static final Set<String> KEYS =
      Set.of("type", "url", "method", "params", "headers", "body", "timeout", "success");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Map<String, Object> config;
  private final boolean asWritten;
  private final List<ConfigProblem> problems;

  /**
   * Begins to read.
   *
   * @param asWritten whether values may still hold placeholders and expressions
   */
  ConfigReader(Map<String, Object> config, boolean asWritten, List<ConfigProblem> problems) {
    this.config = config;
    this.asWritten = asWritten;
    this.problems = problems;
  }

  /** What was read; of use only if there are no problems. */
  HttpStepConfig read() {
    config.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> problem("is not known here" + NearestName.question(key, KEYS), key));
    checkType();
    var headers = headers();
    return new HttpStepConfig(
        method(),
        new AddressReader(asWritten, problems).read(config.get("url"), config.get("params")),
        headers,
        body(headers),
        timeout(),
        statuses());
  }

  private void checkType() {
    Object type = config.get("type");
    if (type != null && !isOpen(type) && !type.equals("api")) {
      problem(
          "must be api for the built-in HTTP handler; other types need a handler_class", "type");
    }
  }

  private String method() {
    Object method = config.get("method");
    if (method == null || isOpen(method)) {
      return "GET";
    }
    String name = String.valueOf(method).toUpperCase(Locale.ROOT);
    if (!METHODS.contains(name)) {
      problem("must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", "method");
    }
    return name;
  }

  private Map<String, List<String>> headers() {
    Object headers = config.get("headers");
    if (headers == null || isOpen(headers)) {
      return Map.of();
    }
    if (!(headers instanceof Map<?, ?> map)) {
      problem("must be a map of names and values", "headers");
      return Map.of();
    }
    var read = new LinkedHashMap<String, List<String>>();
    map.forEach((key, value) -> readHeader(String.valueOf(key), value, read));
    return read;
  }

  private void readHeader(String name, @Nullable Object value, Map<String, List<String>> headers) {
    Optional<String> refusal = HeaderRules.refusalOfName(name);
    if (refusal.isPresent()) {
      problem(refusal.get(), "headers", name);
      return;
    }
    var texts = new ArrayList<String>();
    for (Object single : value instanceof List<?> list ? list : Collections.singletonList(value)) {
      if (isOpen(single)) {
        continue;
      }
      Optional<String> text = Scalars.text(single).map(String::strip).filter(HeaderRules::isValue);
      text.ifPresent(texts::add);
      if (text.isEmpty()) {
        problem(
            "must be a text of one line, a number, true, false, or a list of these",
            "headers",
            name);
      }
    }
    headers.put(name, texts);
  }

  private Optional<String> body(Map<String, List<String>> headers) {
    Object body = config.get("body");
    if (body == null || isOpen(body)) {
      return Optional.empty();
    }
    boolean json =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
            .flatMap(header -> header.getValue().stream())
            .allMatch(MediaTypes::isJson);
    if (!json) {
      if (body instanceof String text) {
        return Optional.of(text);
      }
      problem("must be a text, because headers name a content type other than JSON", "body");
      return Optional.empty();
    }
    try {
      return Optional.of(Json.textOfValue(body));
    } catch (NotJsonException e) {
      problem("cannot be written as JSON", "body");
      return Optional.empty();
    }
  }

  private Optional<Duration> timeout() {
    Object timeout = config.get("timeout");
    if (timeout == null || isOpen(timeout)) {
      return Optional.empty();
    }
    Optional<Duration> read =
        DurationText.parse(timeout)
            .filter(duration -> duration.toMillis() > 0)
            .filter(duration -> duration.compareTo(DurationText.LONGEST) <= 0);
    if (read.isEmpty()) {
      problem("must be a duration above zero: " + DurationText.FORMS, "timeout");
    }
    return read;
  }

  private StatusPolicy statuses() {
    Object success = config.get("success");
    if (success == null || isOpen(success)) {
      return StatusPolicy.DEFAULT;
    }
    List<?> values = success instanceof List<?> list ? list : List.of(success);
    var ranges = new ArrayList<StatusPolicy.Range>();
    for (Object value : values) {
      if (isOpen(value)) {
        continue;
      }
      Optional<StatusPolicy.Range> range = Scalars.text(value).flatMap(StatusPolicy.Range::parse);
      range.ifPresent(ranges::add);
      if (range.isEmpty()) {
        problem("must list statuses and ranges, for instance [200, 202-204, 4xx]", "success");
      }
    }
    if (values.isEmpty()) {
      problem("must list at least one status", "success");
    }
    return new StatusPolicy(ranges);
  }

  private boolean isOpen(@Nullable Object value) {
    return asWritten && Scalars.isOpen(value);
  }

  private void problem(String message, String... keys) {
    problems.add(ConfigProblem.at(message, keys));
  }
}
