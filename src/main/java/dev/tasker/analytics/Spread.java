package dev.tasker.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How a number of durations are spread, in milliseconds. Percentiles are interpolated between the
 * two nearest values.
 *
 * @param count how many there are
 * @param min the shortest
 * @param mean their mean
 * @param p50 half are no longer
 * @param p90 nine in ten are no longer
 * @param p95 nineteen in twenty are no longer
 * @param p99 ninety-nine in a hundred are no longer
 * @param max the longest
 */
public record Spread(
    long count,
    double min,
    double mean,
    double p50,
    double p90,
    double p95,
    double p99,
    double max) {

  /** Reads the columns that begin with a prefix; empty if nothing was counted. */
  static Optional<Spread> read(ResultSet row, String prefix) throws SQLException {
    long count = row.getLong(prefix + "_count");
    if (count == 0) {
      return Optional.empty();
    }
    var percentiles = (Double[]) row.getArray(prefix + "_percentiles").getArray();
    return Optional.of(
        new Spread(
            count,
            tenths(row.getDouble(prefix + "_min")),
            tenths(row.getDouble(prefix + "_mean")),
            tenths(percentiles[0]),
            tenths(percentiles[1]),
            tenths(percentiles[2]),
            tenths(percentiles[3]),
            tenths(row.getDouble(prefix + "_max"))));
  }

  /** Clocks are not better than that. */
  static double tenths(double milliseconds) {
    return Math.round(milliseconds * 10) / 10.0;
  }
}
