package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.rest.RestConfig.BodyLimit;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the wish to start a task out of a request. */
final class TaskRequestReader {

  private static final int LONGEST_KEY = 255;

  /** The longest that is put behind the key of a batch, for each of its tasks. */
  private static final String LAST_PLACE = "[999]";

  private static final int MOST_PROBLEMS = 100;

  private TaskRequestReader() {}

  /**
   * The request.
   *
   * @param limit how large the body may be
   * @throws ProblemException if the body cannot be read, or the header Idempotency-Key not be kept
   * @throws dev.tasker.api.task.TaskRefusedException with everything else that is wrong with it
   */
  static TaskRequest read(HttpHeaders headers, InputStream body, BodyLimit limit) {
    return read(
        BodyMembers.object(headers, body, limit),
        CorrelationFilter.sane(headers.getHeaderString(CorrelationFilter.HEADER)),
        key(headers, LONGEST_KEY));
  }

  /**
   * The requests of a batch, each with a key of its own below the batch's.
   *
   * @param limit how large the body may be
   * @throws ProblemException if the body cannot be read, or the header Idempotency-Key not be kept
   * @throws TaskRefusedException with everything else that is wrong with it
   */
  static List<TaskRequest> readAll(HttpHeaders headers, InputStream body, BodyLimit limit) {
    String correlationId =
        CorrelationFilter.sane(headers.getHeaderString(CorrelationFilter.HEADER));
    Optional<String> key = key(headers, LONGEST_KEY - LAST_PLACE.length());
    var members = new Members(BodyMembers.object(headers, body, limit));
    List<Map<String, Object>> tasks = members.requiredObjects("tasks");
    members.check();
    List<TaskRequest> requests = new ArrayList<>();
    List<TaskRefusedException.Problem> problems = new ArrayList<>();
    for (int i = 0; i < tasks.size() && problems.size() < MOST_PROBLEMS; i++) {
      String place = "tasks[" + i + "]";
      try {
        String suffix = "[" + i + "]";
        requests.add(read(tasks.get(i), correlationId, key.map(text -> text + suffix)));
      } catch (TaskRefusedException e) {
        e.problems().forEach(problem -> problems.add(problem.below(place)));
      }
    }
    if (!problems.isEmpty()) {
      throw new TaskRefusedException(problems);
    }
    return requests;
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
            members.number("priority").orElse(0),
            members.texts("bypass_steps"),
            members.time("run_at"),
            Optional.of(correlationId),
            idempotencyKey);
    members.check();
    return request;
  }

  private static Optional<String> key(HttpHeaders headers, int longest) {
    Optional<String> header = Optional.ofNullable(headers.getHeaderString("Idempotency-Key"));
    boolean printable =
        header
            .map(key -> key.length() <= longest && key.matches("[!-~]([ -~]*[!-~])?"))
            .orElse(true);
    if (!printable) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST,
          "The header Idempotency-Key must have 1 to " + longest + " printable characters.");
    }
    return header;
  }
}
