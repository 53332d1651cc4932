package dev.tasker.it;

import dev.tasker.database.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of the event stream. */
final class EventReader implements AutoCloseable {

  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<Stream<String>> answer;
  private final Thread thread;

  private EventReader(HttpResponse<Stream<String>> answer) {
    this.answer = answer;
    this.thread = new Thread(this::read, "event-reader");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Connects, and reads in the background. */
  static EventReader open(URI uri, Optional<String> lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    return new EventReader(
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines()));
  }

  int status() {
    return answer.statusCode();
  }

  List<String> ids() {
    return ids;
  }

  /** The types of the events, in order. */
  List<String> types() {
    return events.stream().map(event -> String.valueOf(event.get("type"))).toList();
  }

  private void read() {
    try {
      answer.body().forEach(this::line);
    } catch (RuntimeException closed) {
      // The test has closed the stream, or the server went away.
      thread.interrupt();
    }
  }

  private void line(String line) {
    if (line.startsWith("id:")) {
      ids.add(line.substring(3).strip());
    } else if (line.startsWith("data:") && !line.substring(5).isBlank()) {
      events.add(Json.object(line.substring(5).strip()));
    }
  }

  @Override
  public void close() {
    answer.body().close();
  }
}
