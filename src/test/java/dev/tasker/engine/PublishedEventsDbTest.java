package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.engine.Publications.Publication;
import dev.tasker.testing.PostgresExtension;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What handlers publish is kept if, and only if, their attempt's success is committed. */
@ExtendWith(PostgresExtension.class)
class PublishedEventsDbTest {

  private static final String EVENTS =
      "select string_agg(name || payload::text || attempt, ' ' order by event_no) from custom_event";

  private final EngineFixture engine;

  PublishedEventsDbTest(DataSource database) {
    engine = new EngineFixture(database);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void eventsOfASuccess_areKeptInOrder_andTheChildStarts() {
    engine.store("a", "b<a");
    Attempt a = published("order.placed", "order.paid");
    List<Effect> effects = engine.commit(true, success(a));
    assertThat(engine.started(effects)).hasSize(1);
    assertThat(engine.one(EVENTS)).isEqualTo("order.placed{\"n\": 1}1 order.paid{\"n\": 1}1");
    assertThat(
            engine.one(
                "select bool_and(e.txid = t.txid) from custom_event e join transition t using (task_id)"
                    + " where t.to_state = 'complete'"))
        .isEqualTo("t");
  }

  @Test
  void eventsOfAFailure_areForgotten() {
    engine.store("a");
    engine.commit(true, permanent(published("order.placed")));
    assertThat(engine.one(EVENTS)).isEqualTo("null");
  }

  @Test
  void eventsOfALateResult_areForgotten() {
    engine.store("a");
    Attempt a = published("order.placed");
    engine.execute("select cancel_task(task_id, 1, 'tester', 'no') from task");
    assertThat(engine.commit(true, success(a))).singleElement().isInstanceOf(Effect.Refused.class);
    assertThat(engine.one(EVENTS)).isEqualTo("null");
  }

  private Attempt published(String... names) {
    Attempt attempt = engine.claim(1).get(0);
    for (String name : names) {
      assertThat(attempt.publish(new Publication(name, "{\"n\": 1}"), 10)).isTrue();
    }
    return attempt;
  }
}
