package dev.tasker.analytics;

import dev.tasker.analytics.Performance.ByStep;
import dev.tasker.analytics.Performance.OfStep;
import dev.tasker.analytics.Performance.StepFigures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes figures of rows. */
final class FigureRows {

  private static final StepFigures NONE =
      new StepFigures(0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());

  private FigureRows() {}

  /**
   * Tasks that ended.
   *
   * @param lookedAt how many tasks of all templates were looked at
   * @param oldest when the oldest of those ended
   */
  record Ended(
      long lookedAt,
      Optional<Instant> oldest,
      long complete,
      long cancelled,
      long resolved,
      Optional<Spread> duration,
      Optional<Spread> startDelay) {}

  static Ended ended(ResultSet row) throws SQLException {
    return new Ended(
        row.getLong("looked_at"),
        time(row, "oldest"),
        row.getLong("complete"),
        row.getLong("cancelled"),
        row.getLong("resolved"),
        Spread.read(row, "took"),
        Spread.read(row, "waited"));
  }

  /** The row without a step is about all of them. */
  static ByStep steps(ResultSet rows) throws SQLException {
    StepFigures all = NONE;
    List<OfStep> each = new ArrayList<>();
    while (rows.next()) {
      String step = rows.getString("step");
      if (step == null) {
        all = figures(rows);
      } else {
        each.add(
            new OfStep(
                rows.getString("namespace"),
                rows.getString("template"),
                rows.getString("version"),
                step,
                figures(rows)));
      }
    }
    return new ByStep(all, each);
  }

  private static StepFigures figures(ResultSet row) throws SQLException {
    long steps = row.getLong("steps");
    long retried = row.getLong("retried");
    return new StepFigures(
        row.getLong("sampled_tasks"),
        steps,
        row.getLong("attempts"),
        retried,
        rate(retried, steps),
        Spread.read(row, "took"),
        Spread.read(row, "waited"));
  }

  static Bottlenecks.SlowTask slowTask(ResultSet row) throws SQLException {
    return new Bottlenecks.SlowTask(
        row.getObject("task_id", UUID.class),
        row.getString("namespace"),
        row.getString("name"),
        row.getString("version"),
        row.getString("status"),
        time(row, "started_at").orElseThrow(),
        time(row, "completed_at").orElseThrow(),
        Spread.tenths(row.getDouble("took")));
  }

  static Bottlenecks.ErrorPattern pattern(ResultSet row) throws SQLException {
    return new Bottlenecks.ErrorPattern(
        row.getString("namespace"),
        row.getString("template"),
        row.getString("version"),
        row.getString("step"),
        Optional.ofNullable(row.getString("type")),
        Optional.ofNullable(row.getString("code")),
        row.getString("pattern"),
        row.getLong("failures"),
        row.getLong("tasks"),
        time(row, "last_at").orElseThrow(),
        Optional.ofNullable(row.getString("example")).orElse(""),
        row.getObject("example_task", UUID.class));
  }

  /** A share, to four digits. */
  static Optional<Double> rate(long part, long whole) {
    return whole == 0
        ? Optional.empty()
        : Optional.of(Math.round((double) part / whole * 10_000) / 10_000.0);
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
