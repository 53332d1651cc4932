package dev.tasker.it;

import dev.tasker.database.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends any request to a server. */
final class PlainClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;

  PlainClient(URI server) {
    this.server = server;
  }

  /** An answer as it came. */
  record Reply(int status, String mediaType, String text) {

    /** The text, read as a JSON object. */
    Map<String, Object> json() {
      return Json.object(text);
    }

    /** A member that is a list of objects. */
    @SuppressWarnings("unchecked") // The caller knows the document.
    List<Map<String, Object>> list(String name) {
      return (List<Map<String, Object>>) json().get(name);
    }

    /** A member that is an object. */
    @SuppressWarnings("unchecked") // The caller knows the document.
    Map<String, Object> object(String name) {
      return (Map<String, Object>) json().get(name);
    }
  }

  Reply get(String path) {
    return get(path, Map.of());
  }

  /** The answer, which must be as the document of the API says. */
  Reply get(String path, Map<String, String> headers) {
    Reply reply = send("GET", path, headers, new byte[0]);
    ApiContract.shipped().check("GET", path, reply);
    return reply;
  }

  /**
   * Sends a request, and hands the answer back as it is.
   *
   * @param path with the query, encoded
   */
  Reply send(String method, String path, Map<String, String> headers, byte[] body) {
    BodyPublisher publisher =
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, publisher);
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
