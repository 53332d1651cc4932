package dev.tasker.rest;

import dev.tasker.api.task.TaskRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the wish to start a task out of a request's body. */
final class TaskRequestReader {

  private static final int LONGEST_KEY = 255;

  private TaskRequestReader() {}

  /**
   * The request.
   *
   * @param correlationId of the HTTP request; the task's own if the body names one
   * @throws dev.tasker.api.task.TaskRefusedException with everything that is wrong with it
   */
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
            Optional.of(members.text("correlation_id").orElse(correlationId)),
            idempotencyKey);
    members.check();
    return request;
  }

  /**
   * The key that a client sent in a header.
   *
   * @throws ProblemException if it is blank or too long
   */
  static Optional<String> key(@Nullable String header) {
    if (header != null && (header.isBlank() || header.length() > LONGEST_KEY)) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST,
          "The header Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
    }
    return Optional.ofNullable(header);
  }
}
