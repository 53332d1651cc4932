package dev.tasker.it;

import com.sun.net.httpserver.HttpServer;
import dev.tasker.database.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes whatever a webhook brings. */
final class WebhookReceiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        call -> {
          byte[] body = call.getRequestBody().readAllBytes();
          events.add(Json.object(new String(body, StandardCharsets.UTF_8)));
          call.sendResponseHeaders(204, -1);
          call.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** The types of the events of a task, in the order of arrival. */
  List<String> typesOf(String task) {
    return events.stream()
        .filter(event -> task.equals(event.get("subject")))
        .map(event -> String.valueOf(event.get("type")))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
