package dev.tasker.analytics;

import dev.tasker.analytics.Performance.ByStep;
import dev.tasker.analytics.Performance.OfStep;
import dev.tasker.analytics.Performance.TaskFigures;
import dev.tasker.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Computes figures from the tasks as they are stored: nothing is counted beforehand, so nothing can
 * be out of step. What an answer costs is bounded, however many tasks there are: it looks at the
 * newest that ended in the period. Thread-safe.
 */
@ApplicationScoped
public class Analytics {

  private static final int LISTED = 10;
  private static final double MS_PER_HOUR = 3_600_000;

  private Database database;
  private AnalyticsConfig config;
  private Clock clock;

  /** For the container. */
  protected Analytics() {}

  @Inject
  Analytics(Database database, AnalyticsConfig config, Clock clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  /** How fast and how well tasks go. */
  public Performance performance(Scope scope) {
    Instant until = clock.instant();
    var statements = statements(scope, until);
    return database.call(
        connection -> {
          var ended = statements.tasks(connection, config.maxTasks());
          Sample sample = sample(ended, scope, until);
          // Only what the sample covers may be compared with it.
          var covered = new AnalyticsStatements(scope, sample.since());
          long error = covered.tasksInError(connection, config.maxSampledTasks());
          return new Performance(
              sample, figures(ended, error, sample), steps(statements, connection).all());
        });
  }

  /** What slows tasks down. */
  public Bottlenecks bottlenecks(Scope scope) {
    Instant until = clock.instant();
    var statements = statements(scope, until);
    return database.call(
        connection -> {
          var ended = statements.tasks(connection, config.maxTasks());
          List<OfStep> steps = steps(statements, connection).each();
          return new Bottlenecks(
              sample(ended, scope, until),
              statements.slowest(connection, config.maxTasks(), LISTED),
              worst(steps, step -> step.figures().durationMs()),
              worst(steps, step -> step.figures().waitMs()),
              statements.errors(connection, config.maxSampledTasks(), LISTED));
        });
  }

  private AnalyticsStatements statements(Scope scope, Instant until) {
    return new AnalyticsStatements(scope, until.minus(scope.period().length()));
  }

  private ByStep steps(AnalyticsStatements statements, Connection connection) throws SQLException {
    return statements.steps(connection, config.maxTasks(), config.maxSampledTasks());
  }

  private Sample sample(FigureRows.Ended ended, Scope scope, Instant until) {
    boolean complete = ended.lookedAt() < config.maxTasks();
    Instant begin = until.minus(scope.period().length());
    return new Sample(
        ended.lookedAt(),
        config.maxTasks(),
        complete,
        complete ? begin : ended.oldest().orElse(begin),
        until);
  }

  private static TaskFigures figures(FigureRows.Ended ended, long error, Sample sample) {
    long all = ended.complete() + ended.cancelled() + ended.resolved() + error;
    double hours = Duration.between(sample.since(), sample.until()).toMillis() / MS_PER_HOUR;
    return new TaskFigures(
        all,
        ended.complete(),
        error,
        ended.cancelled(),
        ended.resolved(),
        hours <= 0 ? 0 : Math.round(ended.complete() / hours * 100) / 100.0,
        FigureRows.rate(ended.complete(), all),
        FigureRows.rate(error, all),
        ended.duration(),
        ended.startDelay());
  }

  private static List<Bottlenecks.SlowStep> worst(
      List<OfStep> steps, Function<OfStep, Optional<Spread>> figure) {
    return steps.stream()
        .filter(step -> figure.apply(step).isPresent())
        .sorted(
            Comparator.comparingDouble(
                    (OfStep step) -> figure.apply(step).map(Spread::p95).orElse(0.0))
                .reversed())
        .limit(LISTED)
        .map(Bottlenecks.SlowStep::of)
        .toList();
  }
}
