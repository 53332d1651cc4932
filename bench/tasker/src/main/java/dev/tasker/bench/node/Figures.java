package dev.tasker.bench.node;

import dev.tasker.api.handler.StepResult;
import java.util.List;
import java.util.Map;

/** Figures of a run, in milliseconds. */
final class Figures {

  private Figures() {}

  static StepResult of(double wall, List<Double> latencies, List<Double> handOffs) {
    return StepResult.of(
        Map.of(
            "wall_ms",
            wall,
            "latency_ms",
            percentiles(latencies),
            "hand_off_ms",
            percentiles(handOffs)));
  }

  /** The 50th and the 99th percentile by the nearest rank; empty without values. */
  private static Map<String, Object> percentiles(List<Double> values) {
    if (values.isEmpty()) {
      return Map.of();
    }
    List<Double> sorted = values.stream().sorted().toList();
    return Map.of("p50", rank(sorted, 0.50), "p99", rank(sorted, 0.99));
  }

  private static double rank(List<Double> sorted, double part) {
    return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
  }
}
