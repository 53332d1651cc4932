package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.testing.PostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose clock is far from the truth: the database's clock decides all that matters. */
@ExtendWith(PostgresExtension.class)
class WrongClockDbTest {

  private static final String TIMES_OFF =
      """
      select count(*) from (
        select requested_at from task union all select started_at from task
        union all select completed_at from task union all select started_at from workflow_step
        union all select occurred_at from transition union all select retry_at from transition
      ) x (at) where abs(extract(epoch from at - clock_timestamp())) > 60\
      """;

  private final DataSource database;

  WrongClockDbTest(DataSource database) {
    this.database = database;
  }

  @ParameterizedTest
  @ValueSource(longs = {-20_000, -1, 1, 4_000})
  void work_isDoneInTime_whateverTheNodesClockSays(long daysOff) {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofDays(daysOff));
    try (var engine = new EngineFixture(database, wrong)) {
      UUID task = engine.store("a", "b<a");
      engine.commit(false, failure(engine.claim(1).get(0), Duration.ofMillis(300)));
      assertThat(engine.claim(1)).as("not due yet").isEmpty();

      List<Attempt> again = new ArrayList<>();
      await().atMost(Duration.ofSeconds(5)).until(() -> again.addAll(engine.claim(1)));
      engine.commit(false, success(again.get(0)));
      engine.commit(false, success(engine.claim(1).get(0)));

      assertThat(engine.status(task)).isEqualTo("complete");
      assertThat(engine.one(TIMES_OFF)).isEqualTo("0");
      assertThat(engine.one("select count(*) from transition")).isNotEqualTo("0");
      assertThat(engine.one("select tend_partitions()")).as("trail of a kept task").isEqualTo("{}");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-20_000, 4_000})
  void nodeIsTakenForDead_onlyByWhatTheDatabaseSaw(long daysOff) {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofDays(daysOff));
    try (var engine = new EngineFixture(database, wrong)) {
      engine.store("a");
      engine.claim(1);
      int alive = engine.node();
      int other = engine.join("other");

      assertThat(
              engine.one(
                  "select count(task_id) from recover_node(%d, %d, '1 h', 3)"
                      .formatted(alive, other)))
          .isEqualTo("0");
    }
  }
}
