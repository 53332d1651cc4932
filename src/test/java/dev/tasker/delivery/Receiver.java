package dev.tasker.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tasker.database.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A webhook's receiver: keeps what it gets, and answers as the test says. */
public final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final List<Delivery> deliveries = new ArrayList<>();
  private volatile Function<Delivery, Integer> answer = delivery -> 204;

  /** One call. */
  public record Delivery(
      Map<String, Object> event, String body, Map<String, List<String>> headers) {

    /** A header of the call; empty if it has none of that name. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse("");
    }

    /** The event's type. */
    public String type() {
      return (String) event.get("type");
    }

    /** The task that the event is about. */
    public String subject() {
      return (String) event.get("subject");
    }
  }

  /** Takes everything, until it is told otherwise. */
  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** From now on answers with that status. */
  public void answering(Function<Delivery, Integer> status) {
    answer = status;
  }

  /** What came and was taken, in the order of arrival. */
  public List<Delivery> taken() {
    synchronized (deliveries) {
      return List.copyOf(deliveries);
    }
  }

  private void take(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var delivery = new Delivery(Json.object(body), body, Map.copyOf(call.getRequestHeaders()));
    int status = answer.apply(delivery);
    if (status < 300) {
      synchronized (deliveries) {
        deliveries.add(delivery);
      }
    }
    call.sendResponseHeaders(status, -1);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
