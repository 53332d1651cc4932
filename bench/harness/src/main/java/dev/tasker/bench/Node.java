package dev.tasker.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tasker's nodes over HTTP/1.1, with connections that stay open; asked in turn. Thread-safe. */
final class Node {

  static final int CREATED = 201;

  private static final Pattern TASK_ID = Pattern.compile("\"task_id\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final List<String> addresses;
  private final AtomicInteger next = new AtomicInteger();

  Node(List<String> addresses) {
    this.addresses = addresses;
  }

  /** Sends a body and returns the answer, whatever it is. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  /** Starts a task and returns its id. */
  String start(String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = require(post("/tasks", body));
    Matcher id = TASK_ID.matcher(answer.body());
    if (!id.find()) {
      throw new IOException("No task_id in " + answer.body());
    }
    return id.group(1);
  }

  static HttpResponse<String> require(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != CREATED) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  /** The body of a request for a task. */
  static String task(String template, String context) {
    return "{" + members(template, context) + "}";
  }

  /** The same for a task that is to start at that time. */
  static String taskAt(Instant runAt, String template) {
    return "{" + members(template, "{}") + ", \"run_at\": \"" + runAt + "\"}";
  }

  /** What a batch of so many tasks is ordered with. */
  static String batch(String template, int tasks) {
    return "{\"tasks\": ["
        + String.join(",", Collections.nCopies(tasks, task(template, "{}")))
        + "]}";
  }

  private static String members(String template, String context) {
    return """
    "name": "%s", "context": %s, "initiator": "bench", "reason": "bench", "source_system": "bench\"\
    """
        .formatted(template, context);
  }

  private HttpRequest.Builder request(String path) {
    String address = addresses.get(Math.floorMod(next.getAndIncrement(), addresses.size()));
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }
}
