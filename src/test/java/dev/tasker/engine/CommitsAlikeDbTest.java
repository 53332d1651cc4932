package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A success leaves the same behind, whether it is committed alone or with others. */
@ExtendWith(PostgresExtension.class)
class CommitsAlikeDbTest {

  private static final String ROWS =
      """
      select concat_ws(E'\\n',
        (select concat_ws(' ', status, unfinished_leaves, failed_steps, completed_at is not null)
          from task where task_id = '%1$s'),
        (select string_agg(concat_ws(' ', step_no, state, remaining_parents, attempts, forgiven_attempts, node_losses,
            results, error, claim_token is not null, coalesce(node_id, 0), started_at is not null,
            last_attempted_at is not null, next_retry_at is not null, completed_at is not null), E'\\n' order by step_no)
          from workflow_step where task_id = '%1$s'),
        (select string_agg(concat_ws(' ', coalesce(step_no, -1), coalesce(attempt, 0), coalesce(node_id, 0), from_state,
            to_state, actor, reason, error, retry_at is not null), E'\\n' order by coalesce(step_no, -1), transition_no)
          from transition where task_id = '%1$s'),
        (select string_agg(concat_ws(' ', step_no, lane, priority, due_at), E'\\n' order by step_no)
          from ready_step where task_id = '%1$s'))
      """;

  private final EngineFixture engine;

  CommitsAlikeDbTest(DataSource database) {
    engine = new EngineFixture(database);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest(name = "{0}: {1} steps before it fail: {2}, child starts: {3}")
  @CsvSource({
    "'a',          0, false, true",
    "'a b<a',      0, false, true",
    "'a b<a',      0, false, false",
    "'a b c<a',    0, false, true",
    "'a b c<a,b',  0, false, true",
    "'a b c<a,b',  1, false, true",
    "'a b c<a,b',  1, false, false",
    "'a b c<b',    1, true,  true",
    "'a b c<a',    1, true,  true",
  })
  void success_leavesTheSame_aloneAndWithOthers(
      String graph, int before, boolean fails, boolean start) {
    List<UUID> tasks = engine.store(3, graph.split(" "));
    List<Attempt> firsts = new ArrayList<>();
    for (Attempt attempt : engine.claim(100)) {
      boolean last = attempt.step().name().equals("a") == (before == 0);
      if (last) {
        firsts.add(attempt);
      } else if (before == 1) {
        engine.commit(false, fails ? permanent(attempt) : success(attempt));
      }
    }
    Attempt alone = of(tasks.get(0), firsts);
    Attempt one = of(tasks.get(1), firsts);
    Attempt other = of(tasks.get(2), firsts);

    int effects = engine.commit(start, success(alone)).size();
    int ofTwo = engine.commit(start, success(one), success(other)).size();

    assertThat(rows(tasks.get(0))).isEqualTo(rows(tasks.get(1))).isEqualTo(rows(tasks.get(2)));
    assertThat(effects * 2).isEqualTo(ofTwo);
  }

  private static Attempt of(UUID task, List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.task().taskId().equals(task))
        .findAny()
        .orElseThrow();
  }

  private String rows(UUID task) {
    return engine.one(ROWS.formatted(task));
  }
}
