package dev.tasker.tool;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows each change of a task and its steps as it comes, until the task has ended. */
final class TaskWatch {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Set<String> ENDED =
      Set.of("complete", "error", "cancelled", "resolved_manually");

  private final TaskClient client;
  private final Console console;
  private final String id;
  private final Set<String> shown = new HashSet<>();
  private Instant beginning = Instant.MAX;

  TaskWatch(TaskClient client, Console console, String id) {
    this.client = client;
    this.console = console;
    this.id = id;
  }

  /**
   * Watches.
   *
   * @return the task as it ended
   * @throws LaunchException if it has not ended within the limit
   */
  JsonObject untilEnd(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      // The task second: it then knows when a failed step of the trail is due again.
      JsonObject trail = client.transitions(id);
      JsonObject task = client.task(id);
      show(trail, task);
      if (ENDED.contains(text(task, "status"))) {
        show(client.transitions(id), task); // what came between the two
        return task;
      }
      if (System.nanoTime() > deadline) {
        throw new LaunchException(
            ExitCode.TASK_NOT_COMPLETE,
            "The task is still \"%s\" after %s.".formatted(text(task, "status"), Words.of(limit)));
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private void show(JsonObject trail, JsonObject task) {
    for (JsonValue value : trail.getJsonArray("transitions")) {
      JsonObject transition = value.asJsonObject();
      if (shown.add(text(transition, "transition_id"))) {
        console.say(line(transition, task));
      }
    }
  }

  private String line(JsonObject transition, JsonObject task) {
    Instant at = Instant.parse(text(transition, "occurred_at"));
    beginning = at.isBefore(beginning) ? at : beginning;
    String step = text(transition, "step_name");
    return String.format(
            Locale.ROOT,
            "%6.2f s  %-18s %-12s %s",
            Duration.between(beginning, at).toMillis() / 1000.0,
            step.isEmpty() ? "task" : step,
            text(transition, "to_state"),
            remark(transition, step(task, step)))
        .stripTrailing();
  }

  /** Which attempt, what went wrong in it, and when the next one is due. */
  private static String remark(JsonObject transition, JsonObject step) {
    StringBuilder remark = new StringBuilder();
    int attempt = transition.getInt("attempt", 0);
    if (attempt > 0) {
      remark.append("attempt ").append(attempt);
      if (step.containsKey("retry_limit")) {
        remark.append(" of ").append(step.getInt("retry_limit"));
      }
    }
    if (transition.get("error") instanceof JsonObject error) {
      remark.append(": ").append(text(error, "message"));
      String next = text(step, "next_retry_at");
      boolean sameAttempt = step.getInt("attempts", 0) == attempt;
      if (sameAttempt && !next.isEmpty()) {
        Duration wait =
            Duration.between(Instant.parse(text(transition, "occurred_at")), Instant.parse(next));
        remark.append("; next attempt after ").append(Words.of(wait));
      } else if (sameAttempt && text(step, "status").equals("error")) {
        remark.append("; not tried again");
      }
    }
    return remark.toString();
  }

  private static JsonObject step(JsonObject task, String name) {
    List<JsonObject> steps =
        task.getJsonArray("workflow_steps").getValuesAs(JsonValue::asJsonObject);
    return steps.stream()
        .filter(step -> text(step, "name").equals(name))
        .findAny()
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A member's text; empty if there is none, or it is null. */
  static String text(JsonObject object, String member) {
    return object.getString(member, "");
  }
}
