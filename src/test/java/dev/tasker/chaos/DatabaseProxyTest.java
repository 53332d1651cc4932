package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy makes the trouble that it says, on a server that answers each byte with the next. */
class DatabaseProxyTest {

  private static final int PATIENCE_MS = 10_000;

  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger serving = new AtomicInteger();
  private ServerSocket server;
  private DatabaseProxy proxy;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::serve, "counting-server");
    thread.setDaemon(true);
    thread.start();
    proxy = new DatabaseProxy(server.getLocalPort());
    client = open();
    assertThat(ask(client, 1)).isEqualTo(2);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    server.close();
  }

  private Socket open() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private void serve() {
    try {
      while (!server.isClosed()) {
        Socket one = server.accept();
        var thread = new Thread(() -> answer(one), "counting-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void answer(Socket one) {
    serving.incrementAndGet();
    try (one) {
      int question = one.getInputStream().read();
      while (question >= 0) {
        heard.incrementAndGet();
        one.getOutputStream().write(question + 1);
        question = one.getInputStream().read();
      }
    } catch (IOException reset) {
      // As the test wants it.
    } finally {
      serving.decrementAndGet();
    }
  }

  private static int ask(Socket socket, int question) throws IOException {
    socket.getOutputStream().write(question);
    return socket.getInputStream().read();
  }

  @Test
  void reset_breaksConnections_andNewOnesWork() throws IOException {
    assertThat(proxy.reset()).isEqualTo(1);
    assertThatThrownBy(() -> ask(client, 3)).isInstanceOf(SocketException.class);
    try (Socket other = open()) {
      assertThat(ask(other, 5)).isEqualTo(6);
    }
  }

  @Test
  void lostAnswer_comesAfterTheQuestionWasHeard() {
    proxy.loseAnswers();
    assertThatThrownBy(() -> ask(client, 3)).isInstanceOf(SocketException.class);
    assertThat(heard).hasValue(2);
  }

  @Test
  void delay_goesBothWays_andEnds() throws IOException {
    proxy.delay(Duration.ofMillis(200));
    long begun = System.nanoTime();
    assertThat(ask(client, 3)).isEqualTo(4);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(390));
    proxy.delay(Duration.ZERO);
    assertThat(ask(client, 5)).isEqualTo(6);
  }

  @Test
  void swallowedQuestion_isNeitherHeardNorRefused_andItsConnectionEnds() throws IOException {
    try (Socket silent = open()) {
      assertThat(ask(silent, 7)).isEqualTo(8);
      proxy.swallow();
      client.setSoTimeout(300);
      assertThatThrownBy(() -> ask(client, 3)).isInstanceOf(SocketTimeoutException.class);
      assertThat(heard).hasValue(2);
      client.setSoTimeout(PATIENCE_MS);
      assertThat(proxy.goOn(false)).isEqualTo(1);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(ask(silent, 9)).as("it had lost nothing").isEqualTo(10);
    }
  }

  @Test
  void clientThatLeavesInTheSilence_isNotMissedBeforeItEnds() throws IOException {
    proxy.swallow();
    client.close();
    await().during(Duration.ofMillis(300)).until(() -> serving.get() == 1);
    proxy.goOn(true);
    await().atMost(Duration.ofSeconds(10)).until(() -> serving.get() == 0);
  }
}
