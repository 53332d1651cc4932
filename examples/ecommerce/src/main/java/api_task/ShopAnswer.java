package api_task;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import jakarta.json.bind.JsonbException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Says of an answer of the shop whether the step succeeded, may be tried again, or has failed. */
final class ShopAnswer {

  /** These pass by themselves; any other status outside 2xx would be the same the next time. */
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 425, 429, 500, 502, 503, 504);

  private ShopAnswer() {}

  /**
   * The body of a good answer.
   *
   * @throws RetryableStepException if the shop may answer better later
   * @throws PermanentStepException if it will not
   */
  static <T> T read(HttpResponse<String> answer, Class<T> type, Clock clock) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return body(answer, type);
    }
    // without the query, which may hold a key
    var message = "The shop answered " + status + " at " + answer.uri().getPath() + words(answer);
    if (WORTH_ANOTHER_TRY.contains(status)) {
      throw new RetryableStepException(message, failure(answer, clock));
    }
    throw new PermanentStepException(message, failure(answer, clock));
  }

  private static <T> T body(HttpResponse<String> answer, Class<T> type) {
    try {
      return Json.read(answer.body(), type);
    } catch (JsonbException unreadable) {
      var what = type.getSimpleName().toLowerCase();
      throw new PermanentStepException(
          "The shop answered at " + answer.uri().getPath() + " with something that is no " + what,
          StepFailure.http("unreadable_answer", answer.statusCode(), answer.body(), null),
          unreadable);
    }
  }

  /** What the shop says of its refusal, if it does: {@code {"error": "There is no cart 999."}}. */
  private static String words(HttpResponse<String> answer) {
    try {
      return ": " + Json.read(answer.body(), Complaint.class).error();
    } catch (JsonbException otherBody) {
      return ".";
    }
  }

  private static StepFailure failure(HttpResponse<String> answer, Clock clock) {
    Duration wait =
        answer
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.parse(header, clock.instant()))
            .orElse(null);
    int status = answer.statusCode();
    return StepFailure.http("HTTP_" + status, status, answer.body(), wait);
  }

  /** A refusal as the shop words it. */
  public record Complaint(String error) {

    /** Refuses a body without words. */
    public Complaint {
      Objects.requireNonNull(error, "error");
    }
  }
}
