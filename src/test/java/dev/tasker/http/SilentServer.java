package dev.tasker.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Takes one request, sends what it was given, and then says nothing. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final CompletableFuture<Socket> asked = new CompletableFuture<>();
  private final CompletableFuture<Void> hungUp;

  SilentServer() throws IOException {
    this("");
  }

  SilentServer(String answer) throws IOException {
    hungUp = CompletableFuture.runAsync(() -> serve(answer), task -> new Thread(task).start());
  }

  private void serve(String answer) {
    try (Socket socket = listener.accept()) {
      InputStream request = socket.getInputStream();
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) request.read());
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      asked.complete(socket);
      while (request.read() >= 0) {
        // nothing is expected but the end
      }
    } catch (IOException e) {
      if (!asked.isDone()) {
        asked.completeExceptionally(e);
      } // a reset is an end as well
    }
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  CompletableFuture<Socket> asked() {
    return asked;
  }

  CompletableFuture<Void> hungUp() {
    return hungUp;
  }

  void hangUp() throws IOException {
    asked.join().close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    if (asked.isDone() && !asked.isCompletedExceptionally()) {
      asked.join().close();
    }
  }
}
