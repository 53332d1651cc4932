package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.chaos.History;
import dev.tasker.chaos.HistoryChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets nodes work while everything that can happen to them does, at random, and looks afterwards
 * whether each promise was kept. A short form runs in every build, the long one with {@code
 * -Pchaos}.
 *
 * <p>System properties: {@code chaos.seeds} (how many runs), {@code chaos.seed} (the first; else
 * random, and printed), {@code chaos.seconds}, {@code chaos.nodes}.
 */
class ChaosIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Path REPORT = Path.of("target", "chaos.md").toAbsolutePath();

  private static final String HEAD =
      """
      | seed | tasks | steps | attempts | late results refused | faults | broken promises |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  @TempDir Path folder;

  static LongStream seeds() {
    long first = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
    return LongStream.range(first, first + Long.getLong("chaos.seeds", 1L));
  }

  @ParameterizedTest(name = "-Dchaos.seed={0}")
  @MethodSource("seeds")
  void everyPromiseIsKept_whateverHappens(long seed) throws Exception {
    ChaosTemplates.write(folder.resolve("templates"), seed);
    try (var witness = new Witness();
        var cluster =
            new ChaosCluster(folder, Integer.getInteger("chaos.nodes", 2), witness.url(), seed);
        var clients = new ChaosClients(cluster.start(), seed)) {
      witness.follow(ChaosTemplates.script(seed));
      clients.start(Duration.ofMillis(60));
      long end =
          System.nanoTime() + Duration.ofSeconds(Long.getLong("chaos.seconds", 25L)).toNanos();
      while (System.nanoTime() < end) {
        cluster.fault();
      }
      clients.finish();
      cluster.awaitTheEnd(LIMIT);

      List<String> violations = new ArrayList<>(clients.contradictions());
      History history = history(cluster, clients, witness);
      violations.addAll(HistoryChecker.violations(history));
      report(seed, cluster, history, violations);
      assertThat(violations).as("with -Dchaos.seed=%d", seed).isEmpty();
    }
  }

  private static History history(ChaosCluster cluster, ChaosClients clients, Witness witness)
      throws SQLException {
    try (Connection connection = DatabaseProbe.connect(cluster.database())) {
      return History.read(connection, clients.accepted(), witness.calls());
    }
  }

  private static void report(
      long seed, ChaosCluster cluster, History history, List<String> violations)
      throws IOException {
    int attempts = history.steps().stream().mapToInt(History.Step::attempts).sum();
    long refused = history.changes().stream().filter(c -> c.reason().startsWith("late")).count();
    String line =
        "| %d | %d | %d | %d | %d | %s | %d |%n"
            .formatted(
                seed,
                history.tasks().size(),
                history.steps().size(),
                attempts,
                refused,
                cluster.faults(),
                violations.size());
    if (!Files.exists(REPORT)) {
      Files.writeString(REPORT, HEAD);
    }
    Files.writeString(REPORT, line, StandardOpenOption.APPEND);
  }
}
