package dev.tasker.tool;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients as they should be: each request has an idempotency key, and is sent again, to any node,
 * until it is answered; now and then it is sent to two nodes at once.
 */
final class ChaosClients implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<URI> nodes;
  private final Random random;

  private final Map<String, UUID> accepted = new ConcurrentHashMap<>();
  private final Set<String> contradictions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger twins = new AtomicInteger();
  private final Queue<JsonObject> unanswered = new ArrayDeque<>();
  private volatile int most = Integer.MAX_VALUE;

  ChaosClients(List<URI> nodes, long seed) {
    this.nodes = nodes;
    this.random = new Random(seed);
  }

  /** Begins to send, two at a time, about that often. */
  void start(Duration pace) {
    for (int client = 0; client < 2; client++) {
      clock.scheduleWithFixedDelay(this::send, 0, pace.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Sends nothing while so many are accepted. */
  void stopAt(int tasks) {
    most = tasks;
  }

  /** Begins nothing new, and sends what was not answered until it is. */
  void finish() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("A client waits for an answer that never comes.");
    }
    while (!unanswered.isEmpty()) {
      submit(unanswered.remove());
    }
  }

  private void send() {
    if (accepted.size() >= most) {
      return;
    }
    JsonObject request = next();
    if (chance(10)) {
      twins.incrementAndGet();
      clock.execute(() -> submitted(request));
    }
    submit(request);
  }

  private synchronized JsonObject next() {
    return unanswered.isEmpty() || random.nextBoolean() ? request() : unanswered.remove();
  }

  private JsonObject request() {
    var request =
        Json.createObjectBuilder()
            .add("name", ChaosTemplates.name(random.nextInt(ChaosTemplates.COUNT)))
            .add("context", Json.createObjectBuilder())
            .add("initiator", "chaos")
            .add("reason", UUID.randomUUID().toString())
            .add("source_system", "chaos")
            .add("priority", random.nextInt(5));
    if (random.nextInt(20) == 0) {
      request.add("run_at", Instant.now().plusMillis(random.nextInt(8_000)).toString());
    }
    return request.build();
  }

  private void submit(JsonObject request) {
    if (!submitted(request)) {
      synchronized (this) {
        unanswered.add(request);
      }
    }
  }

  private boolean submitted(JsonObject request) {
    String key = request.getString("reason");
    var post =
        HttpRequest.newBuilder(URI.create(anyNode() + "/tasks"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(request.toString()));
    return answer(post)
        .map(
            answer -> {
              if (answer.statusCode() / 100 == 2) {
                accept(key, answer.body());
                return true;
              }
              if (answer.statusCode() < 500 && !isOfTheServerAlone(answer)) {
                contradictions.add(
                    "a request was answered with " + answer.statusCode() + ": " + answer.body());
                return true;
              }
              return false;
            })
        .orElse(false);
  }

  /** While a node starts or stops, its server answers for an application that is not there. */
  private static boolean isOfTheServerAlone(HttpResponse<String> answer) {
    return answer.statusCode() == 404
        && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
  }

  private void accept(String key, String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      UUID task = UUID.fromString(reader.readObject().getString("task_id"));
      UUID before = accepted.putIfAbsent(key, task);
      if (before != null && !before.equals(task)) {
        contradictions.add("one key started two tasks, " + before + " and " + task);
      }
    }
  }

  private Optional<HttpResponse<String>> answer(HttpRequest.Builder request) {
    try {
      return Optional.of(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    } catch (IOException nodeIsAway) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private URI anyNode() {
    return nodes.get(below(nodes.size()));
  }

  private synchronized int below(int bound) {
    return bound == 0 ? 0 : random.nextInt(bound);
  }

  private boolean chance(int percent) {
    return below(100) < percent;
  }

  /** The tasks that it was told of. */
  Set<UUID> accepted() {
    return new HashSet<>(accepted.values());
  }

  /** The same by their keys, which are their reasons as well. */
  Map<String, UUID> acceptedByKey() {
    return Map.copyOf(accepted);
  }

  /** How many requests were sent twice at once. */
  int twins() {
    return twins.get();
  }

  /** Answers that cannot be. */
  Set<String> contradictions() {
    return contradictions;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
