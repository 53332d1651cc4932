package dev.tasker.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.database.Uuid7;
import dev.tasker.delivery.Receiver.Delivery;
import dev.tasker.egress.Egress;
import dev.tasker.testing.PostgresExtension;
import dev.tasker.testing.ShippedConfig;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks on a real database, told to a receiver that behaves well or badly. */
@ExtendWith(PostgresExtension.class)
class WebhookDbTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ChangesFixture changes;
  private final WebhookStore store;
  private final WebhookLease lease;
  private final Receiver receiver = new Receiver();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<UUID, WebhookWorker> workers = new HashMap<>();
  private final WebhookWorker.Parts parts;

  WebhookDbTest(DataSource database) {
    changes = new ChangesFixture(database);
    store = new WebhookStore(changes.database(), new Uuid7(Clock.systemUTC()));
    lease = new WebhookLease(changes.database());
    var config =
        new DeliveryConfig(
            new ShippedConfig()
                .with("tasker.webhooks.base-delay", "PT0.02S")
                .with("tasker.webhooks.max-delay", "PT0.05S")
                .with("tasker.webhooks.max-refusals", "3"));
    HttpClient client = HttpClient.newBuilder().executor(threads).build();
    parts =
        new WebhookWorker.Parts(
            changes.feed(),
            lease,
            new WebhookCalls(
                client,
                Egress.of(List.of(), List.of("*.denied.example")),
                threads,
                Clock.systemUTC(),
                Duration.ofSeconds(2)),
            config,
            threads);
  }

  @AfterEach
  void close() {
    receiver.close();
    threads.shutdownNow();
  }

  @Test
  void committedChanges_areToldAsSignedCloudEvents() {
    UUID task = changes.task();
    UUID id = store.create(receiver.url(), List.of("step.*"), "", SECRET);
    changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    changes.execute(ChangesFixture.taskChange(task, "in_progress", "complete", "engine"));
    changes.execute(ChangesFixture.change(task, "in_progress", "complete", ""));

    awaitTaken(2);
    Delivery first = receiver.taken().get(0);
    assertThat(first.type()).isEqualTo("dev.tasker.step.started");
    assertThat(first.event())
        .containsEntry("specversion", "1.0")
        .containsEntry("subject", task.toString())
        .containsKeys("id", "time", "data");
    assertThat(first.header("content-type")).startsWith("application/cloudevents+json");
    assertThat(first.header("webhook-id")).isEqualTo(first.event().get("id"));
    assertThat(first.header("webhook-signature"))
        .isEqualTo(
            WebhookSignature.of(
                SECRET,
                first.header("webhook-id"),
                Long.parseLong(first.header("webhook-timestamp")),
                first.body()));
    assertThat(receiver.taken().get(1).type()).isEqualTo("dev.tasker.step.completed");
    await().untilAsserted(() -> assertThat(store.find(id).orElseThrow().delivered()).isEqualTo(2));
  }

  @Test
  void failingReceiver_isToldLater_andEachTaskInOrder() {
    List<UUID> tasks = List.of(changes.task(), changes.task(), changes.task());
    var calls = new AtomicInteger();
    receiver.answering(delivery -> calls.incrementAndGet() % 3 == 0 ? 500 : 204);
    UUID id = store.create(receiver.url(), List.of(), "", SECRET);
    for (int i = 0; i < 5; i++) {
      tasks.forEach(
          task -> changes.execute(ChangesFixture.change(task, "pending", "in_progress", "")));
    }
    awaitTaken(15);
    Map<String, List<String>> byTask = new HashMap<>();
    for (Delivery delivery : receiver.taken()) {
      byTask
          .computeIfAbsent(delivery.subject(), absent -> new ArrayList<>())
          .add((String) delivery.event().get("id"));
    }
    assertThat(byTask).hasSize(3).allSatisfy((task, ids) -> assertThat(ids).isSorted());
    assertThat(receiver.taken()).as("nothing twice").hasSize(15);
    await()
        .untilAsserted(
            () -> {
              turn();
              assertThat(store.find(id).orElseThrow().delivered()).isEqualTo(15);
            });
    assertThat(store.find(id).orElseThrow().failures()).isZero();
  }

  @Test
  void refusedEvent_isGivenUpInTheEnd_andOnRecord() {
    UUID bad = changes.task();
    UUID good = changes.task();
    receiver.answering(delivery -> delivery.subject().equals(bad.toString()) ? 422 : 200);
    UUID id = store.create(receiver.url(), List.of(), "", SECRET);
    changes.execute(ChangesFixture.change(bad, "pending", "in_progress", ""));
    changes.execute(ChangesFixture.change(good, "pending", "in_progress", ""));

    await()
        .untilAsserted(
            () -> {
              turn();
              Webhook webhook = store.find(id).orElseThrow();
              assertThat(webhook.givenUp()).isEqualTo(1);
              assertThat(webhook.delivered()).isEqualTo(1);
            });
    assertThat(receiver.taken()).extracting(Delivery::subject).containsExactly(good.toString());
    assertThat(count("select count(*) from undelivered_event where attempts = 3")).isEqualTo(1);
  }

  @Test
  void deadReceiver_doesNotHoldUpAnother() {
    UUID dead = store.create("http://127.0.0.1:9/nobody", List.of(), "", SECRET);
    UUID alive = store.create(receiver.url(), List.of(), "", SECRET);
    changes.execute(ChangesFixture.change(changes.task(), "pending", "in_progress", ""));

    awaitTaken(1);
    await()
        .untilAsserted(
            () -> {
              turn();
              assertThat(store.find(dead).orElseThrow().failures()).isGreaterThan(2);
            });
    assertThat(store.find(dead).orElseThrow().lastError()).isPresent();
    assertThat(store.find(alive).orElseThrow().failures()).isZero();
  }

  @Test
  void receiverThatMayNotBeCalled_isNotCalled() {
    UUID id = store.create("http://a.denied.example/hook", List.of(), "", SECRET);
    changes.execute(ChangesFixture.change(changes.task(), "pending", "in_progress", ""));

    await()
        .untilAsserted(
            () -> {
              turn();
              assertThat(store.find(id).orElseThrow().lastError())
                  .contains(
                      "its URL cannot be called: a.denied.example is denied by tasker.http.deny");
            });
    assertThat(store.find(id).orElseThrow().enabled()).isTrue();
  }

  @Test
  void goneReceiver_isSwitchedOff() {
    receiver.answering(delivery -> 410);
    UUID id = store.create(receiver.url(), List.of(), "", SECRET);
    changes.execute(ChangesFixture.change(changes.task(), "pending", "in_progress", ""));
    await()
        .untilAsserted(
            () -> {
              turn();
              assertThat(store.find(id).orElseThrow().enabled()).isFalse();
            });
    assertThat(store.enable(id, true)).isTrue();
    assertThat(store.delete(id)).isTrue();
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void otherNode_goesOnWhereADeadOneWas() {
    UUID task = changes.task();
    UUID id = store.create(receiver.url(), List.of(), "", SECRET);
    changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    var other = new WebhookLease(changes.database());
    assertThat(other.take(id)).isPresent();
    assertThat(lease.due()).as("the other node has it").isEmpty();
    assertThat(lease.take(id)).isEmpty();

    changes.execute("update webhook set leased_until = now() - interval '1 s'");
    awaitTaken(1);
    await().untilAsserted(() -> assertThat(store.find(id).orElseThrow().delivered()).isEqualTo(1));
    FeedPosition late = FeedPosition.at("5:5:");
    assertThat(other.advance(id, late, 1, 0)).as("it has lost it").isFalse();
  }

  @Test
  void lease_isRenewedWhileTheReceiverThinks_andLostOnceItHasEnded() {
    UUID id = store.create(receiver.url(), List.of(), "", SECRET);
    var other = new WebhookLease(changes.database());
    assertThat(lease.take(id)).isPresent();
    changes.execute("update webhook set leased_until = clock_timestamp() + interval '1 s'");
    lease.renew();
    assertThat(count("select count(*) from webhook where leased_until > now() + interval '5 s'"))
        .isEqualTo(1);
    assertThat(other.take(id)).isEmpty();

    changes.execute("update webhook set leased_until = clock_timestamp()");
    lease.renew();
    assertThat(other.take(id)).isPresent();
  }

  @Test
  void rolledBackChange_isToldToNobody() {
    store.create(receiver.url(), List.of(), "", SECRET);
    UUID task = changes.task();
    Set<String> told = ConcurrentHashMap.newKeySet();
    receiver.answering(
        delivery -> {
          told.add(delivery.type());
          return 200;
        });
    changes.execute(
        "begin; " + ChangesFixture.change(task, "pending", "in_progress", "") + "; rollback");
    changes.execute(ChangesFixture.change(task, "in_progress", "complete", ""));
    awaitTaken(1);
    assertThat(told).containsExactly("dev.tasker.step.completed");
  }

  private void awaitTaken(int count) {
    await()
        .untilAsserted(
            () -> {
              turn();
              assertThat(receiver.taken()).hasSizeGreaterThanOrEqualTo(count);
            });
  }

  /** What the node's timer does. */
  private void turn() {
    lease
        .due()
        .forEach(
            due ->
                workers
                    .computeIfAbsent(due.webhookId(), id -> new WebhookWorker(id, parts))
                    .ask(due));
  }

  private long count(String sql) {
    try (var connection = changes.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
