package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.chaos.AnswerChecker;
import dev.tasker.chaos.AnswerChecker.Started;
import dev.tasker.chaos.History;
import dev.tasker.chaos.HistoryChecker;
import dev.tasker.chaos.ModelReplay;
import dev.tasker.chaos.ToldChecker.Committed;
import dev.tasker.chaos.WitnessChecker;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets nodes work while everything that can happen to them does, at random, and looks afterwards
 * whether each promise was kept. A short form, always the same, runs in every build, the long one
 * with {@code -Pchaos}.
 *
 * <p>System properties: {@code chaos.seeds} (how many runs), {@code chaos.seed} (the first, or
 * {@code random}), {@code chaos.seconds}, {@code chaos.nodes}.
 */
class ChaosIT {

  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** Between what clients send, so that the queue does not grow. */
  private static final Duration PACE = Duration.ofMillis(150);

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  static LongStream seeds() {
    String given = System.getProperty("chaos.seed", "42");
    long first = given.equals("random") ? new Random().nextInt(1_000_000) : Long.parseLong(given);
    return LongStream.range(first, first + Long.getLong("chaos.seeds", 1L));
  }

  @ParameterizedTest(name = "-Dchaos.seed={0}")
  @MethodSource("seeds")
  void everyPromiseIsKept_whateverHappens(long seed) throws Exception {
    ChaosTemplates.write(folder.resolve("templates"), seed);
    var script = new ChaosScript(seed);
    try (var witness = new Witness();
        var cluster =
            new ChaosCluster(folder, Integer.getInteger("chaos.nodes", 2), witness.url());
        var faults = new ChaosFaults(cluster, seed, folder.resolve("faults.log"))) {
      witness.follow(script);
      List<URI> nodes = cluster.start();
      try (var listeners = ChaosListeners.open(nodes, seed);
          var clients = new ChaosClients(nodes, seed);
          var operators = new ChaosOperators(nodes, clients::accepted, seed)) {
        clients.start(PACE);
        operators.start(PACE);
        letItHappen(faults);
        operators.finish();
        clients.finish();
        listeners.calmDown();
        cluster.awaitTheEnd(LIMIT);

        History history = history(cluster, clients, witness);
        List<Committed> committed = ChaosListeners.committed(cluster.database());
        List<String> violations = new ArrayList<>(clients.contradictions());
        violations.addAll(HistoryChecker.violations(history));
        violations.addAll(outside(history, cluster, witness));
        violations.addAll(replay(cluster));
        violations.addAll(AnswerChecker.ofClients(started(cluster), clients.acceptedByKey()));
        violations.addAll(AnswerChecker.ofOperators(history, operators.acts()));
        violations.addAll(told(listeners, committed));
        violations.addAll(endedOddly(cluster.exits()));
        new ChaosReport(seed)
            .work(history, committed.size(), listeners.told())
            .trouble(faults, cluster, script)
            .calls(clients, operators)
            .write(violations);
        assertThat(violations).as("with -Dchaos.seed=%d", seed).isEmpty();
      }
    }
  }

  /** What is wrong with what steps did outside of the engine's tables. */
  private static List<String> outside(History history, ChaosCluster cluster, Witness witness)
      throws SQLException {
    List<String> violations =
        new ArrayList<>(
            WitnessChecker.ofCalls(history, witness.firstCalls(), witness.firstSuccesses()));
    violations.addAll(
        WitnessChecker.ofEntries(
            history, step -> step.name().startsWith("writing_"), entries(cluster)));
    return violations;
  }

  /** A node may end when its memory is full, or when it finds no database as it starts. */
  private static List<String> endedOddly(List<Integer> exits) {
    return exits.stream()
        .filter(exit -> exit != ChaosCluster.OUT_OF_MEMORY && !ChaosCluster.isFalseStart(exit))
        .map(exit -> "ended: a node ended by itself with " + exit)
        .toList();
  }

  private static void letItHappen(ChaosFaults faults) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(Long.getLong("chaos.seconds", 25L)).toNanos();
    while (System.nanoTime() < end) {
      faults.next();
    }
    faults.finish();
  }

  /** What listeners have still not been told, or wrongly, when there was time enough. */
  private static List<String> told(ChaosListeners listeners, List<Committed> committed) {
    try {
      await().atMost(LIMIT).until(() -> listeners.violations(committed).isEmpty());
    } catch (ConditionTimeoutException neverRight) {
      return listeners.violations(committed);
    }
    return List.of();
  }

  private static History history(ChaosCluster cluster, ChaosClients clients, Witness witness)
      throws SQLException {
    try (Connection connection = DatabaseProbe.connect(cluster.database())) {
      return History.read(connection, clients.accepted(), witness.calls());
    }
  }

  private static List<String> replay(ChaosCluster cluster) throws Exception {
    try (Connection connection = DatabaseProbe.connect(cluster.database())) {
      return ModelReplay.violations(connection);
    }
  }

  private static List<Started> started(ChaosCluster cluster) throws SQLException {
    List<Started> started = new ArrayList<>();
    try (Connection connection = DatabaseProbe.connect(cluster.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select reason, task_id from task")) {
      while (row.next()) {
        started.add(new Started(row.getString(1), row.getObject(2, UUID.class)));
      }
    }
    return started;
  }

  private static List<String> entries(ChaosCluster cluster) throws SQLException {
    List<String> entries = new ArrayList<>();
    try (Connection connection = DatabaseProbe.connect(cluster.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select task_id, step from chaos_entry")) {
      while (row.next()) {
        entries.add(row.getString(1) + "/" + row.getString(2));
      }
    }
    return entries;
  }
}
