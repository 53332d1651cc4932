package shop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One request to the shop.
 *
 * @param headers finds the first header of a name
 */
record Call(
    String method,
    String path,
    String query,
    Function<String, Optional<String>> headers,
    String body) {

  private static final int MAX_BODY = 64 * 1024;

  static Call read(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var sent = exchange.getRequestHeaders();
    var body = exchange.getRequestBody().readNBytes(MAX_BODY);
    return new Call(
        exchange.getRequestMethod(),
        uri.getPath(),
        Optional.ofNullable(uri.getQuery()).orElse(""),
        name -> Optional.ofNullable(sent.getFirst(name)),
        new String(body, StandardCharsets.UTF_8));
  }

  Optional<String> header(String name) {
    return headers.apply(name);
  }

  Optional<Long> numberInQuery(String name) {
    return first("(?:^|&)" + name + "=(\\d{1,15})(?:&|$)", query).map(Long::valueOf);
  }

  // The shop needs no more of a body than this, so it does without a JSON parser.

  Optional<Long> numberInBody(String name) {
    return first("\"" + name + "\"\\s*:\\s*(\\d{1,15})\\b", body).map(Long::valueOf);
  }

  Optional<String> textInBody(String name) {
    return first("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"", body);
  }

  private static Optional<String> first(String pattern, String text) {
    var match = Pattern.compile(pattern).matcher(text);
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
