package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.chaos.ToldChecker.Committed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  @TempDir Path folder;

  @Test
  void everyCommittedChange_isToldToAll_inOrder_andNothingElse() throws Exception {
    ChaosTemplates.write(folder.resolve("templates"), SEED);
    try (var witness = new Witness();
        var cluster = new ChaosCluster(folder, 2, witness.url())) {
      witness.follow(new ChaosScript(SEED));
      List<URI> nodes = cluster.start();
      try (var listeners = ChaosListeners.open(nodes, SEED);
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

        List<Committed> committed = ChaosListeners.committed(cluster.database());
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> assertThat(listeners.ofStream(committed)).isEmpty());
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(listeners.ofWebhook(committed))
                        .as(() -> cluster.work().ask("select row_to_json(w) from webhook w"))
                        .isEmpty());
        assertThat(clients.contradictions()).isEmpty();
        assertThat(listeners.connections()).as("it was cut off, and came back").isGreaterThan(1);
        assertThat(ChaosListeners.committed(cluster.database()))
            .as("nothing has changed since")
            .isEqualTo(committed);
      }
    }
  }
}
