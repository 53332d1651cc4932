package dev.tasker.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers as a test says, and remembers what it was asked. */
final class TestServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What it was asked. */
  record Request(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }

  TestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  Request onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, not " + requests);
    }
    return requests.get(0);
  }

  int requests() {
    return requests.size();
  }

  /** Completes when a client hangs up before its answer is complete. */
  CompletableFuture<Void> hungUp() {
    return hungUp;
  }

  void answers(String path, int status, String contentType, String body, String... headers) {
    handle(
        path,
        exchange -> {
          if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
          }
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  /** Sends the beginning of a body and then nothing more, until the server is closed. */
  void stalls(String path, String beginning) {
    handle(
        path,
        exchange -> {
          if (!beginning.isEmpty()) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
          }
          awaitClosing();
        });
  }

  /** Sends a body without end, until the client hangs up. */
  void neverEnds(String path, int status) {
    handle(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          OutputStream body = exchange.getResponseBody();
          byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
          try {
            while (closing.getCount() > 0) {
              body.write(chunk);
            }
          } catch (IOException e) {
            hungUp.complete(null);
          }
        });
  }

  void handle(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            remember(exchange);
            handler.handle(exchange);
          }
        });
  }

  private void remember(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
