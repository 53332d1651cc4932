package dev.tasker.rest;

import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The forms in which a diagram comes; the first one if a client does not care. */
enum DiagramFormat {
  MERMAID,
  JSON,
  SVG,
  HTML;

  /**
   * What a client wants: the parameter {@code format}, or else what it accepts.
   *
   * @param accepted best first, as JAX-RS sorts them
   * @throws ProblemException if there is nothing of the kind
   */
  static DiagramFormat wanted(Query query, List<MediaType> accepted) {
    Map<String, DiagramFormat> words = words();
    Optional<DiagramFormat> named =
        query.one(
            "format",
            word -> Optional.ofNullable(words.get(word)),
            "one of " + String.join(", ", words.keySet()));
    query.check();
    return named.orElseGet(() -> ofAccept(accepted));
  }

  private static DiagramFormat ofAccept(List<MediaType> accepted) {
    for (MediaType type : accepted) {
      for (DiagramFormat format : values()) {
        if (type.isCompatible(format.mediaType())) {
          return format;
        }
      }
    }
    throw new ProblemException(
        Problem.NOT_ACCEPTABLE,
        "A diagram comes as text/plain (Mermaid), application/json, image/svg+xml or text/html:"
            + " accept one of them, or ask with ?format=.");
  }

  private static Map<String, DiagramFormat> words() {
    Map<String, DiagramFormat> words = new LinkedHashMap<>();
    for (DiagramFormat format : values()) {
      words.put(format.name().toLowerCase(Locale.ROOT), format);
    }
    return words;
  }

  MediaType mediaType() {
    return switch (this) {
      case MERMAID -> new MediaType("text", "plain", "utf-8");
      case JSON -> MediaType.APPLICATION_JSON_TYPE;
      case SVG -> new MediaType("image", "svg+xml");
      case HTML -> new MediaType("text", "html", "utf-8");
    };
  }
}
