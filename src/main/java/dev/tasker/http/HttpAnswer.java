package dev.tasker.http;

import dev.tasker.api.handler.StepResult;
import dev.tasker.database.Json;
import dev.tasker.database.MalformedJsonException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server answered. */
final class HttpAnswer {

  /** The members in which servers say what went wrong, the most telling first. */
  private static final List<String> REASONS =
      List.of("detail", "message", "error_description", "error", "title");

  private static final int LONGEST_REASON = 200;

  private final HttpResponse<byte[]> response;
  private final String contentType;

  HttpAnswer(HttpResponse<byte[]> response) {
    this.response = response;
    this.contentType = response.headers().firstValue("Content-Type").orElse("");
  }

  int status() {
    return response.statusCode();
  }

  HttpHeaders headers() {
    return response.headers();
  }

  /** The body as text; empty if there is none. */
  String text() {
    return new String(response.body(), MediaTypes.charset(contentType));
  }

  /** {@code {"status", "headers", "body"}}; header names in lower case. */
  StepResult result() {
    var headers = new LinkedHashMap<String, Object>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    var results = new LinkedHashMap<String, @Nullable Object>();
    results.put("status", (long) status());
    results.put("headers", headers);
    results.put("body", body());
    return StepResult.of(results);
  }

  /** Parsed JSON, text if it is not JSON whatever its type says, null if there is none. */
  private @Nullable Object body() {
    String text = text();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return MediaTypes.isJson(contentType) ? Json.value(text) : text;
    } catch (MalformedJsonException e) {
      return text;
    }
  }

  /** What the server says of why, in one line, if it says so in a form that is known. */
  Optional<String> reason() {
    String text = text().strip();
    Optional<String> reason = MediaTypes.isJson(contentType) ? reasonIn(text) : plain(text);
    return reason.map(
        line -> line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
  }

  private Optional<String> plain(String text) {
    boolean oneLine = !text.isEmpty() && text.lines().count() == 1;
    return oneLine && contentType.startsWith("text/plain") ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> reasonIn(String json) {
    try {
      return Json.value(json) instanceof Map<?, ?> members
          ? REASONS.stream().map(members::get).flatMap(HttpAnswer::words).findFirst()
          : Optional.empty();
    } catch (MalformedJsonException e) {
      return Optional.empty(); // cut, or not JSON: the body itself is kept beside the message
    }
  }

  private static Stream<String> words(@Nullable Object member) {
    Object inner = member instanceof Map<?, ?> map ? map.get("message") : member;
    return inner instanceof String text && !text.isBlank()
        ? Stream.of(text.strip().replaceAll("\\s+", " "))
        : Stream.empty();
  }
}
