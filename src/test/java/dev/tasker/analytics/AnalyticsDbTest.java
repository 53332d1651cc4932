package dev.tasker.analytics;

import static dev.tasker.analytics.FinishedTasks.ORDER;
import static dev.tasker.analytics.FinishedTasks.REFUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.analytics.Bottlenecks.ErrorPattern;
import dev.tasker.analytics.Bottlenecks.SlowStep;
import dev.tasker.database.Database;
import dev.tasker.testing.PostgresExtension;
import dev.tasker.testing.ShippedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
class AnalyticsDbTest {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final Instant AT = NOW.minusSeconds(1800);

  private DataSource source;
  private FinishedTasks tasks;
  private Analytics analytics;

  @BeforeEach
  void begin(DataSource database) throws SQLException {
    source = database;
    tasks = new FinishedTasks(database);
    analytics = analytics(new ShippedConfig());
  }

  private Analytics analytics(ShippedConfig config) {
    return new Analytics(
        new Database(source), new AnalyticsConfig(config), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void percentiles_areThoseComputedByHand() throws SQLException {
    for (int i = 1; i <= 10; i++) {
      tasks.task(ORDER, "complete", AT, 10L * i, 100L * i);
    }
    Performance all = analytics.performance(scope(Period.HOUR));
    // 0.9 * (10 - 1) = 8.1: a tenth of the way from the 9th value, 900, to the 10th, 1000.
    assertThat(all.tasks().durationMs())
        .contains(new Spread(10, 100, 550, 550, 910, 955, 991, 1000));
    assertThat(all.tasks().startDelayMs())
        .contains(new Spread(10, 10, 55, 55, 91, 95.5, 99.1, 100));
    assertThat(all.tasks().throughputPerHour()).isEqualTo(10);
    assertThat(all.tasks().completionRate()).contains(1.0);
    assertThat(all.sample()).isEqualTo(new Sample(10, 50_000, true, NOW.minusSeconds(3600), NOW));
  }

  @Test
  void rates_countWhatEndedAndWhatStandsInError() throws SQLException {
    for (int i = 0; i < 5; i++) {
      tasks.task(ORDER, "complete", AT, 0, 100);
    }
    tasks.task(ORDER, "cancelled", AT, 0, 5000);
    tasks.task(ORDER, "resolved_manually", AT, 0, 5000);
    UUID failed = tasks.task(ORDER, "error", AT, 0, 0);
    tasks.failure(failed, null, AT, "", "");
    UUID failedBefore = tasks.task(ORDER, "error", AT, 0, 0);
    tasks.failure(failedBefore, null, NOW.minusSeconds(7200), "", "");
    tasks.task(ORDER, "complete", NOW.minusSeconds(7200), 0, 100);

    Performance hour = analytics.performance(scope(Period.HOUR));
    assertThat(hour.tasks().ended()).isEqualTo(8);
    assertThat(hour.tasks().error()).isEqualTo(1);
    assertThat(hour.tasks().completionRate()).contains(0.625);
    assertThat(hour.tasks().errorRate()).contains(0.125);
    assertThat(hour.tasks().durationMs().orElseThrow().max()).isEqualTo(100);

    Performance fourHours = analytics.performance(scope(Period.FOUR_HOURS));
    assertThat(fourHours.tasks().ended()).isEqualTo(10);
    assertThat(fourHours.tasks().throughputPerHour()).isEqualTo(1.5);
  }

  @Test
  void steps_waitFromTheEndOfTheirLastParent() throws SQLException {
    UUID task = tasks.task(ORDER, "complete", AT, 40, 500);
    tasks.step(task, 0, AT, 40, 140, 1);
    tasks.step(task, 1, AT, 170, 540, 2);

    Bottlenecks found = analytics.bottlenecks(scope(Period.HOUR));
    assertThat(found.slowestSteps()).extracting(SlowStep::step).containsExactly("b", "a");
    assertThat(found.longestWaits()).extracting(SlowStep::step).containsExactly("a", "b");
    SlowStep b = found.slowestSteps().get(0);
    assertThat(b.durationMs()).contains(new Spread(1, 370, 370, 370, 370, 370, 370, 370));
    assertThat(b.waitMs()).contains(new Spread(1, 30, 30, 30, 30, 30, 30, 30));
    assertThat(b.attempts()).isEqualTo(2);
    assertThat(b.retried()).isEqualTo(1);

    Performance.StepFigures steps = analytics.performance(scope(Period.HOUR)).steps();
    assertThat(steps.sampledTasks()).isEqualTo(1);
    assertThat(steps.steps()).isEqualTo(2);
    assertThat(steps.attempts()).isEqualTo(3);
    assertThat(steps.retryRate()).contains(0.5);
    assertThat(steps.waitMs().orElseThrow().mean()).isEqualTo(35);
  }

  @Test
  void slowestTasks_comeFirst() throws SQLException {
    for (int i = 1; i <= 12; i++) {
      tasks.task(i % 2 == 0 ? ORDER : REFUND, "complete", AT, 0, 100L * i);
    }
    Bottlenecks found = analytics.bottlenecks(scope(Period.HOUR));
    assertThat(found.slowestTasks()).hasSize(10);
    assertThat(found.slowestTasks().get(0).durationMs()).isEqualTo(1200);
    assertThat(found.slowestTasks().get(1).name()).isEqualTo("refund");
  }

  @Test
  void errors_areGroupedByWhatTheySayWithoutTheirNumbers() throws SQLException {
    for (int i = 0; i < 3; i++) {
      UUID task = tasks.task(ORDER, i == 0 ? "error" : "complete", AT, 0, 100);
      tasks.step(task, 0, AT, 0, 100, 2);
      tasks.failure(task, 0, AT.plusSeconds(i), "Order 4" + i + " timed out", "timeout");
    }
    UUID other = tasks.task(ORDER, "complete", AT, 0, 100);
    tasks.step(other, 0, AT, 0, 100, 2);
    tasks.failure(other, 0, AT, "Out of stock", "HTTP_409");
    tasks.failure(other, 0, NOW.minusSeconds(7200), "Long ago", "old");

    var patterns = analytics.bottlenecks(scope(Period.HOUR)).errorPatterns();
    assertThat(patterns)
        .extracting(ErrorPattern::pattern)
        .containsExactly("Order # timed out", "Out of stock");
    ErrorPattern most = patterns.get(0);
    assertThat(most.failures()).isEqualTo(3);
    assertThat(most.tasks()).isEqualTo(3);
    assertThat(most.example()).isEqualTo("Order 42 timed out");
    assertThat(most.code()).contains("timeout");
    assertThat(most.step()).isEqualTo("a");
  }

  @Test
  void scope_leavesOtherTemplatesOut() throws SQLException {
    tasks.task(ORDER, "complete", AT, 0, 100);
    tasks.task(REFUND, "complete", AT, 0, 900);
    var refunds =
        new Scope(Period.HOUR, Optional.of("shop"), Optional.of("refund"), Optional.of("1.0.0"));
    Performance performance = analytics.performance(refunds);
    assertThat(performance.tasks().complete()).isEqualTo(1);
    assertThat(performance.tasks().durationMs().orElseThrow().p50()).isEqualTo(900);
    assertThat(performance.sample().tasksLookedAt()).isEqualTo(2);
    var nothing = new Scope(Period.HOUR, Optional.of("none"), Optional.empty(), Optional.empty());
    assertThat(analytics.performance(nothing).tasks().completionRate()).isEmpty();
    assertThat(analytics.bottlenecks(nothing).slowestTasks()).isEmpty();
  }

  @Test
  void moreTasksThanAreLookedAt_makeTheFiguresAboutAShorterTime() throws SQLException {
    for (int i = 1; i <= 8; i++) {
      tasks.task(ORDER, "complete", NOW.minusSeconds(60L * i), 0, 1000);
    }
    var small = analytics(new ShippedConfig().with("tasker.analytics.max-tasks", "4"));
    Performance performance = small.performance(scope(Period.HOUR));
    assertThat(performance.sample().complete()).isFalse();
    assertThat(performance.sample().since()).isEqualTo(NOW.minusSeconds(239));
    assertThat(performance.tasks().complete()).isEqualTo(4);
    assertThat(performance.tasks().throughputPerHour()).isEqualTo(60.25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "performance_tasks",
        "performance_errors",
        "performance_steps",
        "slowest_tasks",
        "error_patterns"
      })
  void plan_reachesTheLargeTablesByIndexAlone(String query) throws IOException, SQLException {
    // With so many rows, and known to be, it is the index that decides and not a toss among paths
    // that cost nothing.
    tasks.many(5000);
    String sql =
        Files.readString(Path.of("db", "query", query + ".sql"))
            .replaceAll("--[^\n]*", "")
            .replace(":since", "timestamptz '2026-07-01'")
            .replaceAll(":(namespace|name|version)", "'shop'")
            .replaceAll("(?<!:):(most|scan|groups|limit)", "1000");
    var plan = new StringBuilder();
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      // So that these rows are reached as millions would be.
      statement.execute("set enable_seqscan = off");
      statement.execute("set enable_bitmapscan = off");
      try (var rows = statement.executeQuery("explain " + sql)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      statement.execute("reset all");
    }
    assertThat(plan.toString())
        .doesNotContainPattern("Seq Scan on (task|workflow_step|transition\\w*) ")
        .containsPattern("Index (Only )?Scan Backward using task_by_(end|status) on task");
  }

  private static Scope scope(Period period) {
    return new Scope(period, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
