package dev.tasker.tool;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Speaks to a node as any program would: by its REST interface. */
final class TaskClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI base;

  /**
   * @param base the address of the REST interface, such as {@code http://127.0.0.1:8080/tasker}
   */
  TaskClient(URI base) {
    this.base = base;
  }

  /** Submits a task; returns it as it was stored. */
  JsonObject submit(JsonObject request) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/tasks"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request.toString())));
  }

  /** The task with its steps. */
  JsonObject task(String id) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + "/tasks/" + id)));
  }

  /** The audit trail of the task and its steps, in order. */
  JsonObject transitions(String id) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + "/tasks/" + id + "/transitions")));
  }

  private JsonObject send(HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request =
        builder
            .timeout(TIMEOUT)
            .header("Accept", "application/json, application/problem+json")
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new LaunchException(
            ExitCode.TASK_NOT_COMPLETE,
            "%s %s was answered with %d:\n%s"
                .formatted(
                    request.method(),
                    request.uri(),
                    response.statusCode(),
                    response.body().strip().indent(2).stripTrailing()));
      }
      try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
        return reader.readObject();
      }
    } catch (IOException | JsonException e) {
      throw new LaunchException(
          ExitCode.TASK_NOT_COMPLETE,
          "%s gave no answer that can be read (%s).".formatted(request.uri(), Words.of(e)),
          e);
    }
  }
}
