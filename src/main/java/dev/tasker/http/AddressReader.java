package dev.tasker.http;

import dev.tasker.template.ConfigProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the address together, of {@code url} and {@code params}. */
final class AddressReader {

  /** Stands in for an address that could not be read; there is a problem then. */
  private static final URI NONE = URI.create("http://none.invalid/");

  private static final String EXPECTED = "must be a whole address, http://… or https://…";

  private final boolean asWritten;
  private final List<ConfigProblem> problems;

  AddressReader(boolean asWritten, List<ConfigProblem> problems) {
    this.asWritten = asWritten;
    this.problems = problems;
  }

  URI read(@Nullable Object url, @Nullable Object params) {
    String query = query(params);
    if (asWritten && Scalars.isOpen(url)) {
      return NONE;
    }
    if (!(url instanceof String text) || text.isBlank()) {
      return refused(url == null ? "is required: " + EXPECTED : EXPECTED);
    }
    try {
      URI uri = new URI(text.strip());
      return refusal(uri).map(this::refused).orElseGet(() -> joined(uri, query));
    } catch (URISyntaxException e) {
      // Its message shows the whole address, which may hold secrets.
      return refused(
          "is not an address: characters other than letters, digits and -._~:/?@!$&'()*+,;=% must"
              + " be percent-encoded; values for the query belong in params");
    }
  }

  private static Optional<String> refusal(URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    boolean known = scheme.equals("http") || scheme.equals("https");
    if (known && uri.getHost() == null && String.valueOf(uri.getRawAuthority()).contains("_")) {
      return Optional.of("must not hold a _ in the name of the host");
    }
    if (!known || uri.getHost() == null || uri.getPort() > 65_535) {
      return Optional.of(EXPECTED);
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must not hold a user or password: use headers.Authorization");
    }
    return Optional.empty();
  }

  /** The address without its fragment, which is never sent, and with all of the query. */
  private static URI joined(URI uri, String params) {
    String query =
        Stream.of(Optional.ofNullable(uri.getRawQuery()).orElse(""), params)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String whole =
        uri.getScheme().toLowerCase(Locale.ROOT)
            + "://"
            + uri.getRawAuthority()
            + path
            + (query.isEmpty() ? "" : "?" + query);
    return URI.create(URI.create(whole).toASCIIString());
  }

  private String query(@Nullable Object params) {
    if (params == null || asWritten && Scalars.isOpen(params)) {
      return "";
    }
    if (!(params instanceof Map<?, ?> map)) {
      problems.add(ConfigProblem.at("must be a map of names and values", "params"));
      return "";
    }
    var query = new StringJoiner("&");
    map.forEach((name, value) -> append(query, String.valueOf(name), value));
    return query.toString();
  }

  private void append(StringJoiner query, String name, @Nullable Object value) {
    List<?> values = value instanceof List<?> list ? list : Collections.singletonList(value);
    for (Object single : values) {
      if (asWritten && Scalars.isOpen(single)) {
        continue;
      }
      Optional<String> text = Scalars.text(single);
      if (text.isPresent()) {
        query.add(encoded(name) + "=" + encoded(text.get()));
      } else {
        problems.add(
            ConfigProblem.at(
                "must be a text, a number, true, false, or a list of these", "params", name));
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private URI refused(String message) {
    problems.add(ConfigProblem.at(message, "url"));
    return NONE;
  }
}
