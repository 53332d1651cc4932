package dev.tasker.tool;

import dev.tasker.database.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client of the event stream as a browser is one: when it is cut off it comes back, to the next
 * node, and says what it has seen last.
 */
final class ReturningReader implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<URI> nodes;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private final CountDownLatch connected = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::read, "returning-reader");
  private volatile Stream<String> lines = Stream.empty();
  private volatile int connections;
  private String lastId = "";

  private ReturningReader(List<URI> nodes) {
    this.nodes = nodes;
  }

  /** Reads from those nodes, one after the other, from now on. */
  static ReturningReader open(List<URI> nodes) throws InterruptedException {
    var reader = new ReturningReader(nodes);
    reader.thread.setDaemon(true);
    reader.thread.start();
    if (!reader.connected.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("No node lets anybody read its events.");
    }
    return reader;
  }

  /** What it was told, in order; the same may have been told again. */
  List<Map<String, Object>> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** How often it has come. */
  int connections() {
    return connections;
  }

  private void read() {
    try {
      for (int turn = 0; closed.getCount() > 0; turn++) {
        connect(nodes.get(turn % nodes.size()));
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect(URI node) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node + "/events/stream"))
            .header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      HttpResponse<Stream<String>> answer = http.send(request.build(), BodyHandlers.ofLines());
      if (answer.statusCode() == 200) {
        connections++;
        lines = answer.body();
        lines.forEach(this::line);
      }
    } catch (IOException | RuntimeException cutOff) {
      // The node was killed, or is not back yet: it tries the next one.
      lines = Stream.empty();
    }
  }

  private void line(String line) {
    if (line.startsWith("id:")) {
      lastId = line.substring("id:".length()).strip();
      // Nodes send one before the first event: from there on nothing is missed.
      connected.countDown();
    } else if (line.startsWith("data:")) {
      synchronized (events) {
        events.add(Json.object(line.substring("data:".length()).strip()));
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    lines.close();
    thread.interrupt();
  }
}
