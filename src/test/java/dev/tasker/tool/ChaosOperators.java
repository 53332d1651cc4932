package dev.tasker.tool;

import dev.tasker.chaos.Act;
import dev.tasker.chaos.Act.Wish;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Two operators who interfere: they look at a task, and cancel, retry, resolve or change it or one
 * of its steps, mostly as it makes sense. What each act was answered is kept.
 */
final class ChaosOperators implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<URI> nodes;
  private final Supplier<Set<UUID>> tasks;
  private final Random random;
  private final Queue<Act> acts = new ConcurrentLinkedQueue<>();

  /** A call that is not sent yet. */
  private record Call(String method, String path, String body) {}

  ChaosOperators(List<URI> nodes, Supplier<Set<UUID>> tasks, long seed) {
    this.nodes = nodes;
    this.tasks = tasks;
    this.random = new Random(seed + 1);
  }

  /** Begins to interfere, about that often. */
  void start(Duration pace) {
    for (int operator = 0; operator < 2; operator++) {
      clock.scheduleWithFixedDelay(this::act, 500, pace.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Ends, when the last act is answered. */
  void finish() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("An operator waits for an answer that never comes.");
    }
  }

  private void act() {
    List<UUID> all = List.copyOf(tasks.get());
    if (all.isEmpty()) {
      return;
    }
    UUID task = all.get(below(all.size()));
    send(new Call("GET", "/tasks/" + task, ""))
        .filter(answer -> answer.statusCode() == 200)
        .map(answer -> Json.createReader(new StringReader(answer.body())).readObject())
        .ifPresent(document -> interfere(task, document));
  }

  private void interfere(UUID task, JsonObject document) {
    List<JsonObject> steps = document.getJsonArray("workflow_steps").getValuesAs(JsonObject.class);
    JsonObject step = steps.get(below(steps.size()));
    boolean failed = document.getString("status").equals("error");
    List<JsonObject> broken =
        steps.stream().filter(one -> one.getString("status").equals("error")).toList();
    if (failed && !broken.isEmpty()) {
      step = broken.get(below(broken.size()));
    }
    int dice = below(100);
    if (failed && dice < 50) {
      act(task, Optional.empty(), Wish.RETRY);
    } else if (failed && dice < 65) {
      act(task, Optional.of(step), Wish.RETRY);
    } else if (failed && dice < 85) {
      act(task, Optional.of(step), Wish.RESOLVE);
    } else if (dice < 12) {
      act(task, Optional.empty(), Wish.CANCEL_TASK);
    } else if (dice < 18) {
      act(task, Optional.of(step), Wish.CANCEL_STEP);
    } else if (dice < 24) {
      act(task, Optional.of(step), Wish.RESOLVE);
    } else if (dice < 30) {
      act(task, Optional.of(step), Wish.RETRY);
    } else if (dice < 60) {
      act(task, dice < 45 ? Optional.empty() : Optional.of(step), Wish.CHANGE);
    }
  }

  private void act(UUID task, Optional<JsonObject> step, Wish wish) {
    String token = "act-" + UUID.randomUUID();
    String place =
        "/tasks/"
            + task
            + step.map(one -> "/workflow_steps/" + one.getString("step_id")).orElse("");
    String reason = Json.createObjectBuilder().add("reason", token).build().toString();
    Call call =
        switch (wish) {
          case CANCEL_TASK, CANCEL_STEP -> new Call("DELETE", place + "?reason=" + token, "");
          case RETRY -> new Call("POST", place + "/retry", reason);
          case RESOLVE -> new Call("POST", place + "/resolve", reason);
          case CHANGE ->
              new Call(
                  "PATCH",
                  place,
                  step.isPresent()
                      ? "{\"inputs\": {\"by\": \"%s\"}}".formatted(token)
                      : "{\"priority\": %d}".formatted(below(10)));
        };
    int status = send(call).map(ChaosOperators::status).orElse(0);
    acts.add(new Act(task, step.map(one -> one.getString("name")).orElse(""), wish, token, status));
  }

  /** A page in HTML is of a server whose application is not there, and says nothing. */
  private static int status(HttpResponse<String> answer) {
    boolean ofTasker = answer.headers().firstValue("Content-Type").orElse("").contains("json");
    return ofTasker ? answer.statusCode() : 0;
  }

  private Optional<HttpResponse<String>> send(Call call) {
    BodyPublisher body =
        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(nodes.get(below(nodes.size())) + call.path()))
            .method(call.method(), body)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException nodeIsAway) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized int below(int bound) {
    return random.nextInt(bound);
  }

  /** What was done, in the order of the answers. */
  List<Act> acts() {
    return List.copyOf(acts);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
