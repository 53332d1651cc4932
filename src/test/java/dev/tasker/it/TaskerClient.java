package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Talks to a Tasker over REST, as any client would; each answer must be as the API's document says.
 */
final class TaskerClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI tasks;

  TaskerClient(URI server) {
    this.tasks = server.resolve("/tasker/tasks");
  }

  /** An answer: its status and its JSON. */
  record Answer(int status, Map<String, Object> body) {}

  /** Starts a task and returns its id. */
  String start(String name, Map<String, Object> script) {
    return start(name, script, Map.of());
  }

  String start(String name, Map<String, Object> script, Map<String, Object> more) {
    Answer answer = post(request(name, script, more), Map.of());
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return (String) answer.body().get("task_id");
  }

  static Map<String, Object> request(
      String name, Map<String, Object> script, Map<String, Object> more) {
    var request = new LinkedHashMap<String, Object>();
    request.put("name", name);
    request.put("context", Map.of("script", script));
    request.put("initiator", "scenario");
    request.put("reason", "to see it run");
    request.put("source_system", "tests");
    request.putAll(more);
    return request;
  }

  Answer post(Map<String, Object> request, Map<String, String> headers) {
    var post =
        HttpRequest.newBuilder(tasks)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.text(request)));
    headers.forEach(post::header);
    return send(post.build());
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(tasks + path)).build());
  }

  /** What is at another path of the same server. */
  Answer at(String path) {
    return send(HttpRequest.newBuilder(tasks.resolve(path)).build());
  }

  /** Posts to another path of the same server. */
  Answer postTo(String path, Map<String, Object> body) {
    return send(
        HttpRequest.newBuilder(tasks.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.text(body)))
            .build());
  }

  /** Deletes what is at another path; the status. */
  int deleteAt(String path) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(tasks.resolve(path)).DELETE().build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer cancel(String taskId) {
    return send(HttpRequest.newBuilder(URI.create(tasks + "/" + taskId)).DELETE().build());
  }

  Map<String, Object> task(String taskId) {
    return get("/" + taskId).body();
  }

  String status(String taskId) {
    return (String) task(taskId).get("status");
  }

  /** Waits until the task has that status, and returns the task. */
  Map<String, Object> await(String taskId, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(status(taskId)).isEqualTo(status));
    return task(taskId);
  }

  /** Waits until the step has that status. */
  Map<String, Object> awaitStep(String taskId, String step, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(step(taskId, step)).containsEntry("status", status));
    return step(taskId, step);
  }

  Map<String, Object> step(String taskId, String name) {
    return steps(taskId).stream()
        .filter(step -> step.get("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<Map<String, Object>> steps(String taskId) {
    return list(task(taskId), "workflow_steps");
  }

  /** The states of the steps by name. */
  Map<String, Object> states(String taskId) {
    var states = new TreeMap<String, Object>();
    steps(taskId).forEach(step -> states.put((String) step.get("name"), step.get("status")));
    return states;
  }

  List<Map<String, Object>> transitions(String taskId) {
    return list(get("/" + taskId + "/transitions").body(), "transitions");
  }

  @SuppressWarnings("unchecked") // Lists of objects, as the API says.
  private static List<Map<String, Object>> list(Map<String, Object> body, String name) {
    return (List<Map<String, Object>>) body.get(name);
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      String mediaType = answer.headers().firstValue("Content-Type").orElse("");
      var reply = new PlainClient.Reply(answer.statusCode(), mediaType, answer.body());
      ApiContract.shipped().check(request.method(), request.uri().getRawPath(), reply);
      return new Answer(answer.statusCode(), Json.object(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
