package dev.tasker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Figures of all runs, as they were printed; each is the median of its runs. */
final class Figures {

  /** FIGURE, contestant, workload, run, figure, value. */
  private static final int FIELDS = 6;

  private record Key(String contestant, String workload, String figure) {}

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  static Figures read(Path file) throws IOException {
    var figures = new Figures();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split("\t");
      if (fields.length == FIELDS) {
        var key = new Key(fields[1], fields[2], fields[4]);
        figures
            .values
            .computeIfAbsent(key, none -> new ArrayList<>())
            .add(Double.parseDouble(fields[5]));
      }
    }
    return figures;
  }

  /** Those that were measured with that workload: the floor, Tasker, the others. */
  Set<String> contestants(String workload) {
    var contestants =
        new TreeSet<String>(
            Comparator.comparing((String name) -> !name.equals("floor"))
                .thenComparing(name -> !name.startsWith("tasker"))
                .thenComparing(Comparator.naturalOrder()));
    for (Key key : values.keySet()) {
      if (key.workload().equals(workload)) {
        contestants.add(key.contestant());
      }
    }
    return contestants;
  }

  /** The median, or NaN if it was not measured. */
  double of(String contestant, String workload, String figure) {
    List<Double> runs =
        values.getOrDefault(new Key(contestant, workload, figure), List.of()).stream()
            .sorted()
            .toList();
    if (runs.isEmpty()) {
      return Double.NaN;
    }
    int half = runs.size() / 2;
    return runs.size() % 2 == 1 ? runs.get(half) : (runs.get(half - 1) + runs.get(half)) / 2;
  }
}
