package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.delivery.Receiver;
import dev.tasker.task.TransitionId;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes are killed in the middle of their work while a webhook and a client of the event stream
 * follow it. In the end each of the two was told of every change that the audit trail holds, of
 * each task in order, and of nothing else.
 */
class ToldThroughKillsIT {

  private static final long SEED = 4711;

  /** So many are started around each kill. */
  private static final int TASKS = 100;

  private static final Duration PACE = Duration.ofMillis(60);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * The changes that are events, in order; the others are late results and retries that are due.
   */
  private static final String TRAIL =
      """
      select task_id, transition_no, occurred_at from transition
      where from_state is distinct from to_state
        and not (step_no is not null and from_state = 'error' and to_state = 'pending' and retry_at is not null)
      order by transition_no
      """;

  @TempDir Path folder;

  @Test
  void everyCommittedChange_isToldToAll_inOrder_andNothingElse() throws Exception {
    ChaosTemplates.write(folder.resolve("templates"), SEED);
    try (var receiver = new Receiver();
        var witness = new Witness();
        var cluster = new ChaosCluster(folder, 2, witness.url(), SEED)) {
      witness.follow(ChaosTemplates.script(SEED));
      receiver.answering(moody());
      List<URI> nodes = cluster.start();
      register(nodes.get(0), receiver.url());
      try (var reader = ReturningReader.open(nodes);
          var clients = new ChaosClients(nodes, SEED)) {
        clients.stopAt(0);
        clients.start(PACE);
        for (int victim = 0; victim < nodes.size(); victim++) {
          int before = TASKS * victim;
          clients.stopAt(before + TASKS);
          await().atMost(LIMIT).until(() -> clients.accepted().size() >= before + TASKS / 2);
          cluster.kill(victim);
          await().atMost(LIMIT).until(() -> clients.accepted().size() >= before + TASKS);
        }
        clients.finish();
        cluster.awaitTheEnd(LIMIT);

        Map<String, List<String>> trail = trail(cluster);
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> assertThat(told(reader.events())).as("stream").isEqualTo(trail));
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(told(taken(receiver)))
                        .as(() -> cluster.work().ask("select row_to_json(w) from webhook w"))
                        .isEqualTo(trail));
        assertThat(clients.contradictions()).isEmpty();
        assertThat(reader.connections()).as("it was cut off, and came back").isGreaterThan(1);
        assertThat(trail(cluster)).as("nothing has changed since").isEqualTo(trail);
      }
    }
  }

  /** Some calls fail, some take their time. */
  private static java.util.function.Function<Receiver.Delivery, Integer> moody() {
    var random = new Random(SEED);
    return delivery -> {
      int mood;
      synchronized (random) {
        mood = random.nextInt(1000);
      }
      if (mood < 20) {
        pause(Duration.ofMillis(500));
      }
      return mood < 30 && mood >= 20 ? 500 : 204;
    };
  }

  private static void pause(Duration time) {
    try {
      if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Nobody counts down.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static List<Map<String, Object>> taken(Receiver receiver) {
    return receiver.taken().stream().map(Receiver.Delivery::event).toList();
  }

  /** The ids of the events by task, in the order in which each was first told. */
  private static Map<String, List<String>> told(List<Map<String, Object>> events) {
    Map<String, Set<String>> told = new TreeMap<>();
    for (Map<String, Object> event : events) {
      told.computeIfAbsent((String) event.get("subject"), task -> new LinkedHashSet<>())
          .add((String) event.get("id"));
    }
    return lists(told);
  }

  /** The ids that the committed changes have as events, by task, in order. */
  private static Map<String, List<String>> trail(ChaosCluster cluster) throws SQLException {
    Map<String, Set<String>> trail = new TreeMap<>();
    try (Connection connection = DatabaseProbe.connect(cluster.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TRAIL)) {
      while (row.next()) {
        var at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
        trail
            .computeIfAbsent(row.getString("task_id"), task -> new LinkedHashSet<>())
            .add(new TransitionId(at, row.getLong("transition_no")).toUuid().toString());
      }
    }
    return lists(trail);
  }

  private static Map<String, List<String>> lists(Map<String, Set<String>> sets) {
    Map<String, List<String>> lists = new TreeMap<>();
    sets.forEach((task, ids) -> lists.put(task, List.copyOf(ids)));
    return lists;
  }
}
