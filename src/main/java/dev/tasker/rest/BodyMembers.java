package dev.tasker.rest;

import dev.tasker.rest.RestConfig.BodyLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Map;
import java.util.Optional;

/** Reads the members of the JSON object that a request sends. Thread-safe. */
@ApplicationScoped
class BodyMembers {

  @Inject private RestConfig config;

  /**
   * The members of a body that must be there.
   *
   * @throws ProblemException if it cannot be read
   */
  Members required(HttpHeaders headers, InputStream body) {
    return new Members(object(headers, body, config.bodyLimit()));
  }

  /**
   * The members of a body that may be left out.
   *
   * @throws ProblemException if there is one and it cannot be read
   */
  Members optional(HttpHeaders headers, InputStream body) {
    var content = new PushbackInputStream(body);
    try {
      int first = content.read();
      if (first < 0) {
        return new Members(Map.of());
      }
      content.unread(first);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST, "The body ended before all of it had come.");
    }
    checkJson(Optional.ofNullable(headers.getMediaType()));
    return required(headers, content);
  }

  /**
   * The object itself.
   *
   * @param limit how large it may be
   * @throws ProblemException if it cannot be read
   */
  static Map<String, Object> object(HttpHeaders headers, InputStream body, BodyLimit limit) {
    TaskRequestReader.checkMediaType(Optional.ofNullable(headers.getMediaType()));
    return RequestBody.object(body, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH), limit);
  }

  /** What the server checks itself where a body must be there. */
  private static void checkJson(Optional<MediaType> type) {
    if (!type.map(MediaType.APPLICATION_JSON_TYPE::isCompatible).orElse(false)) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE,
          WebProblemMapper.detail(Problem.UNSUPPORTED_MEDIA_TYPE, null));
    }
  }
}
