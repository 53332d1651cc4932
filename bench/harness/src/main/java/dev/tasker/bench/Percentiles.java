package dev.tasker.bench;

import java.util.Arrays;

/** The 50th and the 99th percentile of a sample, by the nearest rank; NaN without values. */
public record Percentiles(double p50, double p99) {

  public static final Percentiles NONE = new Percentiles(Double.NaN, Double.NaN);

  public static Percentiles of(double[] sample) {
    if (sample.length == 0) {
      return NONE;
    }
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.99));
  }

  private static double rank(double[] sorted, double part) {
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }
}
