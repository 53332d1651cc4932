package dev.tasker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepResult;
import dev.tasker.egress.Egress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are slow, gone, broken or hostile, and calls that nobody wants any more. */
@Timeout(30)
class HttpCallsTroubleTest {

  private static final int LIMIT = 64 * 1024;
  private static final HttpSettings SETTINGS =
      new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), LIMIT, "Tasker/test");

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final HttpCalls calls =
      new HttpCalls(SETTINGS, Egress.of(List.of(), List.of()), Clock.systemUTC(), executor);
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
    executor.shutdownNow();
  }

  private Throwable failure(Object... config) {
    Throwable thrown = catchThrowable(() -> calls.begin(TestStep.with(config)).join());
    return thrown instanceof CompletionException ? thrown.getCause() : thrown;
  }

  private static StepFailure details(Throwable thrown) {
    return thrown instanceof RetryableStepException retryable
        ? retryable.failure()
        : ((PermanentStepException) thrown).failure();
  }

  private static void assertRetryable(Throwable failure, String code) {
    assertThat(failure).isInstanceOf(RetryableStepException.class);
    assertThat(details(failure).code()).contains(code);
  }

  @Test
  void silentServer_isGivenUpAtTheTimeout() {
    server.stalls("/slow", "");

    Throwable failure = failure("url", server.url("/slow?key=1"), "timeout", "150ms");

    assertRetryable(failure, "HTTP_TIMEOUT");
    assertThat(failure)
        .hasMessage("GET " + server.url("/slow") + " was not answered within 150 ms.");
  }

  @Test
  void bodyThatDoesNotEnd_isGivenUpAtTheTimeout() {
    server.stalls("/trickle", "{\"a\":");

    assertRetryable(failure("url", server.url("/trickle"), "timeout", 0.15), "HTTP_TIMEOUT");
  }

  @Test
  void timeout_hangsUp() throws Exception {
    try (var silent = new SilentServer()) {
      assertRetryable(failure("url", silent.url(), "timeout", "150ms"), "HTTP_TIMEOUT");
      silent.hungUp().get(20, SECONDS);
    }
  }

  @Test
  void cancelledOutcome_hangsUp() throws Exception {
    try (var silent = new SilentServer()) {
      CompletableFuture<StepResult> call = calls.begin(TestStep.with("url", silent.url()));
      silent.asked().get(20, SECONDS);

      call.cancel(true);

      silent.hungUp().get(20, SECONDS);
    }
  }

  @Test
  void cancellationWhileTheBodyComes_hangsUp() throws Exception {
    try (var silent = new SilentServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
      CompletableFuture<StepResult> call = calls.begin(TestStep.with("url", silent.url()));
      silent.asked().get(20, SECONDS);

      call.cancel(true);

      silent.hungUp().get(20, SECONDS);
    }
  }

  @Test
  void attemptThatIsCancelledAlready_isNotSent() {
    server.answers("/cart", 200, "", "");

    var call = calls.begin(TestStep.with("url", server.url("/cart")).cancelled());

    assertThat(call).failsWithin(Duration.ofSeconds(20));
    assertThat(call).isCancelled();
    assertThat(server.requests()).isZero();
  }

  @Test
  void hostThatMayNotBeCalled_failsForGood() {
    Throwable failure = failure("url", "http://169.254.169.254/latest/meta-data?key=s3cret");

    assertThat(failure)
        .isInstanceOf(PermanentStepException.class)
        .hasMessageStartingWith(
            "GET http://169.254.169.254/latest/meta-data may not be called: 169.254.169.254 leads to a link-local address");
    assertThat(details(failure).code()).contains("HTTP_NOT_ALLOWED");
  }

  @Test
  void closedPort_isRetryable() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Throwable failure = failure("url", "http://127.0.0.1:" + port + "/");

    assertRetryable(failure, "HTTP_UNREACHABLE");
    assertThat(failure).hasMessageContaining("nobody answers at that address and port");
  }

  @Test
  void serverThatHangsUp_isRetryable() throws Exception {
    try (var silent = new SilentServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
      var call = calls.begin(TestStep.with("url", silent.url()));
      silent.asked().get(20, SECONDS);
      silent.hangUp();

      Throwable failure = catchThrowable(call::join).getCause();

      assertRetryable(failure, "HTTP_NO_ANSWER");
    }
  }

  @Test
  void serverThatSpeaksNoHttp_isRetryable() throws Exception {
    try (var silent = new SilentServer("220 mail.example ESMTP\r\n\r\n")) {
      assertThat(failure("url", silent.url())).isInstanceOf(RetryableStepException.class);
    }
  }

  @Test
  void failedHandshake_isRetryable() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      executor.execute(() -> answerInPlainText(listener));

      Throwable failure = failure("url", "https://127.0.0.1:" + listener.getLocalPort() + "/");

      assertRetryable(failure, "HTTP_TLS");
    }
  }

  /** To each connection, since the client may try a second one, until the listener is closed. */
  private static void answerInPlainText(ServerSocket listener) {
    var open = new ArrayList<Socket>();
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        assertThat(socket.getInputStream().read()).isPositive();
        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      }
    } catch (IOException closed) {
      open.forEach(HttpCallsTroubleTest::close);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bodyWithoutEnd_isNotReadBeyondTheLimit() throws Exception {
    server.neverEnds("/huge", 200);

    Throwable failure = failure("url", server.url("/huge"));

    assertThat(failure)
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("65536 bytes");
    assertThat(details(failure).code()).contains("HTTP_TOO_LARGE");
    server.hungUp().get(20, SECONDS);
  }

  @Test
  void bodyThatIsAnnouncedTooLarge_isNotRead() throws Exception {
    try (var silent = new SilentServer("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")) {
      assertThat(details(failure("url", silent.url())).code()).contains("HTTP_TOO_LARGE");
      silent.hungUp().get(20, SECONDS);
    }
  }

  @Test
  void bodyAtTheLimit_isRead() {
    server.answers("/full", 200, "text/plain", "x".repeat(LIMIT));
    server.answers("/over", 200, "text/plain", "x".repeat(LIMIT + 1));

    var full = calls.begin(TestStep.with("url", server.url("/full"))).join();

    assertThat((String) full.results().get("body")).hasSize(LIMIT);
    assertThat(details(failure("url", server.url("/over"))).code()).contains("HTTP_TOO_LARGE");
  }

  @Test
  void bodyOfAnError_isCut() throws Exception {
    server.neverEnds("/error", 503);

    Throwable failure = failure("url", server.url("/error"));

    assertRetryable(failure, "HTTP_503");
    assertThat(details(failure).httpBody())
        .hasValueSatisfying(body -> assertThat(body).hasSize(BoundedBody.ERROR_LIMIT));
    server.hungUp().get(20, SECONDS);
  }

  @Test
  void secrets_areInNoMessage() {
    server.answers("/bad", 400, "", "");
    server.stalls("/slow", "");
    for (String url :
        List.of(
            server.url("/bad?api_key=s3cret"),
            server.url("/slow?api_key=s3cret"),
            "http://127.0.0.1:1/?api_key=s3cret",
            "http://user:s3cret@127.0.0.1/",
            "http://a b/?api_key=s3cret",
            "s3cret")) {
      Throwable failure =
          failure(
              "url",
              url,
              "timeout",
              "100ms",
              "method",
              "POST",
              "params",
              Map.of("token", "s3cret"),
              "headers",
              Map.of("Authorization", "s3cret"),
              "body",
              "s3cret");
      assertThat(everythingOf(failure)).contains("Exception").doesNotContain("s3cret");
    }
    assertThat(
            everythingOf(failure("url", server.url("/"), "headers", Map.of("A", "s3cret\nB: 1"))))
        .contains("headers.A")
        .doesNotContain("s3cret");
  }

  private static String everythingOf(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text + details(failure).toString();
  }
}
