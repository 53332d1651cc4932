package dev.tasker.tool;

import dev.tasker.chaos.ToldChecker;
import dev.tasker.chaos.ToldChecker.Committed;
import dev.tasker.chaos.ToldChecker.Message;
import dev.tasker.delivery.Receiver;
import dev.tasker.task.TransitionId;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Who listens to a cluster from before its first task on: a webhook, which is slow now and then and
 * refuses now and then, and a client of the event stream.
 */
final class ChaosListeners implements AutoCloseable {

  /**
   * The changes that are events, in order; the others are late results and retries that are due.
   */
  private static final String COMMITTED =
      """
      select task_id, coalesce(step_no::text, '') as step, transition_no, occurred_at from transition
      where from_state is distinct from to_state
        and not (step_no is not null and from_state = 'error' and to_state = 'pending' and retry_at is not null)
      order by task_id, transition_no
      """;

  private final Receiver receiver;
  private final ReturningReader reader;
  private final Random random;

  private ChaosListeners(Receiver receiver, ReturningReader reader, long seed) {
    this.receiver = receiver;
    this.reader = reader;
    this.random = new Random(seed);
  }

  /** Registers the one with the first node, and connects the other. */
  static ChaosListeners open(List<URI> nodes, long seed) throws IOException, InterruptedException {
    var receiver = new Receiver();
    register(nodes.get(0), receiver.url());
    var listeners = new ChaosListeners(receiver, ReturningReader.open(nodes), seed);
    receiver.answering(delivery -> listeners.mood());
    return listeners;
  }

  private static void register(URI node, String url) throws IOException, InterruptedException {
    String body = Json.createObjectBuilder().add("url", url).build().toString();
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(node + "/webhooks"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.body());
    }
  }

  private int mood() {
    int mood;
    synchronized (random) {
      mood = random.nextInt(1000);
    }
    if (mood < 5) {
      try {
        ChaosFaults.pause(Duration.ofMillis(500));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return mood >= 5 && mood < 7 ? 500 : 204;
  }

  /** From now on takes everything at once. */
  void calmDown() {
    receiver.answering(delivery -> 204);
  }

  /** What is wrong with what they were told by now. */
  List<String> violations(List<Committed> committed) {
    List<String> violations = new ArrayList<>(ofStream(committed));
    violations.addAll(ofWebhook(committed));
    return violations;
  }

  List<String> ofStream(List<Committed> committed) {
    return ToldChecker.violations("stream", committed, messages(reader.events()));
  }

  List<String> ofWebhook(List<Committed> committed) {
    return ToldChecker.violations("webhook", committed, messages(delivered()));
  }

  private List<Map<String, Object>> delivered() {
    return receiver.taken().stream().map(Receiver.Delivery::event).toList();
  }

  /** How many messages came, repetitions included. */
  int told() {
    return reader.events().size() + receiver.taken().size();
  }

  /** How often the client of the stream has come. */
  int connections() {
    return reader.connections();
  }

  private static List<Message> messages(List<Map<String, Object>> events) {
    return events.stream()
        .map(event -> new Message((String) event.get("subject"), (String) event.get("id")))
        .toList();
  }

  /** What they should have been told by now. */
  static List<Committed> committed(DatabaseAddress database) throws SQLException {
    List<Committed> committed = new ArrayList<>();
    try (Connection connection = DatabaseProbe.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COMMITTED)) {
      while (row.next()) {
        var at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
        committed.add(
            new Committed(
                new Message(
                    row.getString("task_id"),
                    new TransitionId(at, row.getLong("transition_no")).toUuid().toString()),
                row.getString("step")));
      }
    }
    return committed;
  }

  @Override
  public void close() {
    reader.close();
    receiver.close();
  }
}
