package dev.tasker.tool;

import dev.tasker.chaos.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A line of {@code target/chaos.md}: what a run has done and survived. Broken promises are told at
 * once in {@code target/chaos-violations.txt}, as other seeds may follow for an hour.
 */
final class ChaosReport {

  private static final Path FILE = Path.of("target", "chaos.md").toAbsolutePath();
  private static final Path BROKEN = FILE.resolveSibling("chaos-violations.txt");

  private static final String HEAD =
      """
      | seed | tasks | steps | attempts | late results refused | changes told | messages | faults | handlers that misbehaved | requests sent twice at once | acts of operators, done / refused / unanswered | broken promises |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  private final List<Object> cells = new ArrayList<>();

  ChaosReport(long seed) {
    cells.add(seed);
  }

  ChaosReport work(History history, int committed, int messages) {
    cells.add(history.tasks().size());
    cells.add(history.steps().size());
    cells.add(history.steps().stream().mapToInt(History.Step::attempts).sum());
    cells.add(history.changes().stream().filter(c -> c.reason().startsWith("late")).count());
    cells.add(committed);
    cells.add(messages);
    return this;
  }

  ChaosReport trouble(ChaosFaults faults, ChaosCluster cluster, ChaosScript script) {
    Map<String, Integer> counts = new TreeMap<>(faults.counts());
    for (int exit : cluster.exits()) {
      String how =
          exit == ChaosCluster.OUT_OF_MEMORY
              ? "node out of memory"
              : "node that found no database at its start";
      counts.merge(how, 1, Integer::sum);
    }
    cells.add(
        counts.entrySet().stream()
            .map(fault -> fault.getKey() + " " + fault.getValue())
            .collect(Collectors.joining(", ")));
    cells.add(script.moods());
    return this;
  }

  ChaosReport calls(ChaosClients clients, ChaosOperators operators) {
    cells.add(clients.twins());
    Map<Boolean, Long> answered =
        operators.acts().stream()
            .filter(act -> act.status() / 100 == 2 || act.status() / 100 == 4)
            .collect(Collectors.partitioningBy(act -> act.status() < 300, Collectors.counting()));
    int all = operators.acts().size();
    cells.add(
        "%d / %d / %d"
            .formatted(
                answered.get(true),
                answered.get(false),
                all - answered.get(true) - answered.get(false)));
    return this;
  }

  void write(List<String> violations) throws IOException {
    cells.add(violations.size());
    if (!Files.exists(FILE)) {
      Files.writeString(FILE, HEAD);
    }
    String line =
        cells.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
    Files.writeString(FILE, line, StandardOpenOption.APPEND);
    for (String violation : violations) {
      String told = "seed %s: %s%n".formatted(cells.get(0), violation);
      Files.writeString(BROKEN, told, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
