package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tasker.api.handler.StepResult;
import dev.tasker.egress.Egress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManyCallsTest {

  private static final int CALLS = 1000;
  private static final int THREADS = 4;

  @Test
  void thousandCallsUnderWay_needNoThousandThreads() throws IOException {
    Queue<HttpExchange> unanswered = new ConcurrentLinkedQueue<>();
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CALLS);
    server.createContext("/slow", unanswered::add);
    server.start();
    var executor = Executors.newFixedThreadPool(THREADS);
    try {
      int before = Thread.activeCount();
      var settings =
          new HttpSettings(Duration.ofSeconds(50), Duration.ofSeconds(50), 1024, "Tasker/test");
      var calls =
          new HttpCalls(settings, Egress.of(List.of(), List.of()), Clock.systemUTC(), executor);
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/slow";

      var outcomes =
          IntStream.range(0, CALLS).mapToObj(i -> calls.begin(TestStep.with("url", url))).toList();

      await().atMost(Duration.ofSeconds(40)).until(() -> unanswered.size() == CALLS);
      assertThat(outcomes).noneMatch(CompletableFuture::isDone);
      // its own, the client's one, and the timer's
      assertThat(Thread.activeCount() - before).isLessThanOrEqualTo(THREADS + 4);

      for (HttpExchange exchange : unanswered) {
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
      }
      assertThat(outcomes)
          .extracting(CompletableFuture::join)
          .extracting(StepResult::results)
          .allMatch(results -> results.get("status").equals(204L));
    } finally {
      server.stop(0);
      executor.shutdownNow();
    }
  }
}
