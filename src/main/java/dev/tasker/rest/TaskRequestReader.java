package dev.tasker.rest;

import dev.tasker.api.task.TaskRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads the wish to start a task out of a request. */
final class TaskRequestReader {

  private static final int LONGEST_KEY = 255;

  private TaskRequestReader() {}

  /**
   * The request.
   *
   * @param limit how many bytes the body may have
   * @throws ProblemException if the body cannot be read, or the header Idempotency-Key not be kept
   * @throws dev.tasker.api.task.TaskRefusedException with everything else that is wrong with it
   */
  static TaskRequest read(HttpHeaders headers, InputStream body, int limit) {
    checkMediaType(Optional.ofNullable(headers.getMediaType()));
    return read(
        RequestBody.object(body, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH), limit),
        CorrelationFilter.sane(headers.getHeaderString(CorrelationFilter.HEADER)),
        key(Optional.ofNullable(headers.getHeaderString("Idempotency-Key"))));
  }

  /** A body without a type would be read on every server, and one in another encoding misread. */
  static void checkMediaType(Optional<MediaType> type) {
    String charset =
        type.map(given -> given.getParameters().get(MediaType.CHARSET_PARAMETER)).orElse("utf-8");
    if (type.isEmpty() || !charset.equalsIgnoreCase("utf-8")) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE,
          WebProblemMapper.detail(Problem.UNSUPPORTED_MEDIA_TYPE, null));
    }
  }

  static TaskRequest read(
      Map<String, Object> body, String correlationId, Optional<String> idempotencyKey) {
    var members = new Members(body);
    var request =
        new TaskRequest(
            members.text("namespace").orElse("default"),
            members.requiredText("name"),
            members.text("version"),
            members.requiredObject("context"),
            members.requiredText("initiator"),
            members.requiredText("reason"),
            members.requiredText("source_system"),
            members.texts("tags"),
            members.number("priority", 0),
            members.texts("bypass_steps"),
            members.time("run_at"),
            Optional.of(correlationId),
            idempotencyKey);
    members.check();
    return request;
  }

  private static Optional<String> key(Optional<String> header) {
    boolean printable =
        header
            .map(key -> key.length() <= LONGEST_KEY && key.matches("[!-~]([ -~]*[!-~])?"))
            .orElse(true);
    if (!printable) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST,
          "The header Idempotency-Key must have 1 to " + LONGEST_KEY + " printable characters.");
    }
    return header;
  }
}
