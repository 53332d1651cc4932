package com.example.subscribers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the other system, and refuses what it would refuse. */
final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  /** One request. */
  record Call(String path, String contentType, String authorization, String body) {

    JsonObject json() {
      return parse(body);
    }

    /** A line of an envelope. */
    JsonObject line(int number) {
      return parse(body.split("\n")[number]);
    }

    private static JsonObject parse(String text) {
      try (var reader = Json.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    }
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answering(int code) {
    status = code;
  }

  List<Call> calls() {
    return calls;
  }

  private void take(HttpExchange call) throws IOException {
    calls.add(
        new Call(
            call.getRequestURI().getPath(),
            call.getRequestHeaders().getFirst("Content-Type"),
            call.getRequestHeaders().getFirst("X-Sentry-Auth"),
            new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    byte[] answer = "answer".getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, answer.length);
    call.getResponseBody().write(answer);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
