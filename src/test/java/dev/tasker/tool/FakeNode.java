package dev.tasker.tool;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP server that answers as it was told to: for each path one answer after another, the last
 * one for ever.
 */
final class FakeNode implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();

  FakeNode() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Answer answer = next(exchange.getRequestMethod() + " " + path, body);
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
  }

  private synchronized Answer next(String call, String body) {
    requests.add((call + " " + body).strip());
    Deque<Answer> prepared = answers.getOrDefault(call, new ArrayDeque<>());
    Answer first = prepared.isEmpty() ? new Answer(404, "") : prepared.getFirst();
    if (prepared.size() > 1) {
      prepared.removeFirst();
    }
    return first;
  }

  /**
   * @param call such as {@code GET /tasker/health/ready}
   */
  synchronized FakeNode answering(String call, int status, String body) {
    answers.computeIfAbsent(call, key -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI base() {
    return URI.create("http://127.0.0.1:%d/tasker".formatted(port()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
