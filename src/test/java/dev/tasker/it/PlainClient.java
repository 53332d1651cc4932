package dev.tasker.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tasker.database.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends any request to a server. */
final class PlainClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** For the whole answer: what the client itself offers ends with the headers. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI server;

  PlainClient(URI server) {
    this.server = server;
  }

  /** Where the server is. */
  URI uri() {
    return server;
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
    var request = HttpRequest.newBuilder(server.resolve(path)).method(method, publisher);
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          HTTP.sendAsync(request.build(), PlainClient::body)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Reply(answer.statusCode(), type(answer.headers()), answer.body());
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("No answer to %s %s".formatted(method, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What was sent; nothing of a stream, which never ends. */
  private static BodySubscriber<String> body(ResponseInfo answer) {
    if (!type(answer.headers()).startsWith("text/event-stream")) {
      return BodySubscribers.ofString(UTF_8);
    }
    return BodySubscribers.mapping(BodySubscribers.ofInputStream(), PlainClient::hangUp);
  }

  private static String hangUp(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "";
  }

  private static String type(HttpHeaders headers) {
    return headers.firstValue("Content-Type").orElse("");
  }
}
