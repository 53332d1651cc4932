package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskWatchTest {

  private static final String TASK = "GET /tasker/tasks/t1";
  private static final String TRAIL = "GET /tasker/tasks/t1/transitions";

  private final FakeNode node = new FakeNode();
  private final CapturedConsole console = new CapturedConsole();

  @AfterEach
  void closeNode() {
    node.close();
  }

  private TaskWatch watch() {
    return new TaskWatch(new TaskClient(node.base()), console.console(), "t1");
  }

  private List<String> lines() {
    return console.out().lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
  }

  @Test
  void eachChange_isShownOnce_withAttemptErrorAndWait() throws InterruptedException {
    String first =
        transition("1", "", "in_progress", 0, "00.000", "null")
            + ","
            + transition("2", "fetch", "error", 1, "00.250", "{\"message\": \"HTTP 503\"}");
    String second = first + "," + transition("3", "fetch", "complete", 2, "01.250", "null");
    node.answering(TRAIL, 200, trail(first)).answering(TRAIL, 200, trail(second));
    node.answering(TASK, 200, task("in_progress", "error", 1, "\"2026-01-01T00:00:01.250Z\""))
        .answering(TASK, 200, task("complete", "complete", 2, "null"));

    JsonObject ended = watch().untilEnd(Duration.ofSeconds(30));

    assertThat(ended.getString("status")).isEqualTo("complete");
    assertThat(lines())
        .containsExactly(
            "0.00 s task in_progress",
            "0.25 s fetch error attempt 1 of 3: HTTP 503; next attempt after 1.0 s",
            "1.25 s fetch complete attempt 2 of 3");
  }

  @Test
  void stepThatFailedForGood_isSaidToBeOver() throws InterruptedException {
    node.answering(
        TRAIL, 200, trail(transition("1", "fetch", "error", 3, "00.000", "{\"message\": \"no\"}")));
    node.answering(TASK, 200, task("error", "error", 3, "null"));

    assertThat(watch().untilEnd(Duration.ofSeconds(30)).getString("status")).isEqualTo("error");
    assertThat(lines()).containsExactly("0.00 s fetch error attempt 3 of 3: no; not tried again");
  }

  @Test
  void taskThatDoesNotEnd_isGivenUp() {
    node.answering(TRAIL, 200, trail(""));
    node.answering(TASK, 200, task("in_progress", "pending", 0, "null"));

    assertThatThrownBy(() -> watch().untilEnd(Duration.ofMillis(100)))
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TASK_NOT_COMPLETE))
        .hasMessageContaining("in_progress");
  }

  @Test
  void refusedRequest_isToldInFull() {
    node.answering("POST /tasker/tasks", 422, "{\"detail\": \"cart_id must be an integer\"}");
    JsonObject request = Json.createObjectBuilder().add("name", "a").build();

    assertThatThrownBy(() -> new TaskClient(node.base()).submit(request))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("422")
        .hasMessageContaining("cart_id must be an integer");
    assertThat(node.requests()).containsExactly("POST /tasker/tasks {\"name\":\"a\"}");
  }

  private static String trail(String transitions) {
    return "{\"transitions\": [" + transitions + "]}";
  }

  private static String transition(
      String id, String step, String to, int attempt, String second, String error) {
    return """
        {"transition_id": "%s", "step_name": %s, "to_state": "%s", "attempt": %s,
         "occurred_at": "2026-01-01T00:00:%sZ", "error": %s}"""
        .formatted(
            id,
            step.isEmpty() ? "null" : "\"" + step + "\"",
            to,
            attempt == 0 ? "null" : attempt,
            second,
            error);
  }

  private static String task(String status, String stepStatus, int attempts, String nextRetryAt) {
    return """
        {"task_id": "t1", "status": "%s", "workflow_steps": [{"name": "fetch", "status": "%s",
         "attempts": %d, "retry_limit": 3, "next_retry_at": %s}]}"""
        .formatted(status, stepStatus, attempts, nextRetryAt);
  }
}
