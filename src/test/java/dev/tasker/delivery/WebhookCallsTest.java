package dev.tasker.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tasker.delivery.WebhookCalls.Answer;
import dev.tasker.egress.Egress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers that want to hold us up. */
@Timeout(30)
class WebhookCallsTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
  private final HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Answer answer(HttpHandler receiver, Duration timeout) {
    server.createContext("/", receiver);
    server.setExecutor(threads);
    server.start();
    return send("http://127.0.0.1:" + server.getAddress().getPort() + "/", timeout);
  }

  private Answer send(String url, Duration timeout) {
    var client = HttpClient.newBuilder().executor(threads).build();
    var event = new OutsideEvent(UUID.randomUUID(), "task.completed", UUID.randomUUID(), "{}");
    return new WebhookCalls(
            client, Egress.of(List.of(), List.of()), threads, Clock.systemUTC(), timeout)
        .send(url, Optional.empty(), event)
        .join();
  }

  private void writeUntilTheyHangUp(HttpExchange call) {
    byte[] chunk = new byte[4096];
    try {
      call.sendResponseHeaders(200, 0);
      OutputStream body = call.getResponseBody();
      while (!hungUp.isDone()) {
        body.write(chunk);
      }
    } catch (IOException e) {
      hungUp.complete(null);
    }
  }

  @Test
  void answerWithoutEnd_countsByItsStatus_andIsNotRead() throws Exception {
    Answer answer = answer(this::writeUntilTheyHangUp, Duration.ofSeconds(20));

    assertThat(answer.kind()).isEqualTo(Answer.Kind.TAKEN);
    hungUp.get(20, SECONDS);
  }

  @Test
  void answerThatStops_isGivenUp() {
    Answer answer =
        answer(
            call -> {
              call.sendResponseHeaders(200, 10);
              call.getResponseBody().write('x');
              call.getResponseBody().flush();
            },
            Duration.ofMillis(300));

    assertThat(answer.kind()).isEqualTo(Answer.Kind.FAILED);
    assertThat(answer.detail()).contains("did not end its answer in time");
  }

  @Test
  void redirection_isNotFollowed() {
    Answer answer =
        answer(
            call -> {
              call.getResponseHeaders().set("Location", "http://169.254.169.254/");
              call.sendResponseHeaders(302, -1);
              call.close();
            },
            Duration.ofSeconds(20));

    assertThat(answer).isEqualTo(new Answer(Answer.Kind.FAILED, "the receiver answered 302"));
  }

  @Test
  void placeOfCredentials_isNotCalled() {
    Answer answer = send("http://169.254.169.254/latest", Duration.ofSeconds(20));

    assertThat(answer.kind()).isEqualTo(Answer.Kind.FAILED);
    assertThat(answer.detail()).contains("cannot be called", "link-local", "tasker.http.allow");
  }
}
