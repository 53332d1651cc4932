package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.DatabaseException;
import dev.tasker.engine.CutDataSource.Cut;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.testing.Invariants;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Breaks the connection before and after each statement of a node's life, one after the other, and
 * looks at what is left: submit, claim, commit, retry, cancel, recovery.
 */
@ExtendWith(PostgresExtension.class)
class KillAtEveryStatementDbTest {

  /** More than a whole story sends; a story that goes round in circles shall not do so for ever. */
  private static final int TOO_MANY = 200;

  private final DataSource database;

  KillAtEveryStatementDbTest(DataSource database) {
    this.database = database;
  }

  @ParameterizedTest
  @EnumSource
  void nodeDiesAtAStatement_andAnotherEndsItsWork(Cut side) throws SQLException {
    int statement = 1;
    while (isCutAt(statement, side, false)) {
      statement++;
    }
    assertThat(statement).as("statements of a story").isBetween(15, TOO_MANY);
  }

  @ParameterizedTest
  @EnumSource
  void connectionBreaksAtAStatement_andTheNodeGoesOn(Cut side) throws SQLException {
    int statement = 1;
    while (isCutAt(statement, side, true)) {
      statement++;
    }
    assertThat(statement).as("statements of a story").isBetween(15, TOO_MANY);
  }

  /** Tells a story that is cut there; false if it came to its end before. */
  private boolean isCutAt(int number, Cut side, boolean goesOn) throws SQLException {
    assertThat(number).isLessThan(TOO_MANY);
    var cuts = new CutDataSource(database);
    try (var engine = new EngineFixture(database, cuts.watched())) {
      String name = side + " " + number + " " + goesOn;
      var story = new CutStory(engine, name, goesOn);
      cuts.arm(side, number);
      try {
        story.tell();
      } catch (DatabaseException cut) {
        assertThat(cuts.hasCut()).as("nothing but the cut makes it fail: %s", cut).isTrue();
        story.die();
        story.tell();
      }
      boolean cut = cuts.hasCut();
      cuts.arm(side, 0);
      check(engine, story, name);
      if (goesOn) {
        assertThat(story.runs().entrySet())
            .as("a node that lives runs each attempt once, " + name)
            .allMatch(
                run ->
                    run.getValue()
                        <= (failsOnce(engine, run.getKey()) ? 2 : 1) + lost(story, run.getKey()));
      }
      return cut;
    }
  }

  private static boolean failsOnce(EngineFixture engine, StepKey step) {
    return engine.task(step.taskId()).template().step(step.stepNo()).name().equals("b");
  }

  /** The story lets a node die with one step in its hands, whatever is cut. */
  private static int lost(CutStory story, StepKey step) {
    return step.taskId().equals(story.tasks().get("orphaned")) && step.stepNo() == 0 ? 1 : 0;
  }

  private void check(EngineFixture engine, CutStory story, String name) throws SQLException {
    assertThat(story.tasks()).hasSize(3);
    assertThat(engine.status(story.tasks().get("retried"))).as(name).isEqualTo("complete");
    assertThat(engine.status(story.tasks().get("unwanted"))).as(name).matches("cancelled|complete");
    assertThat(engine.status(story.tasks().get("orphaned"))).as(name).isEqualTo("complete");
    try (Connection connection = database.getConnection()) {
      assertThat(Invariants.broken(connection)).as(name).isEmpty();
    }
    assertThat(engine.one("select count(*) from task where status in ('pending', 'in_progress')"))
        .as("tasks that hang, " + name)
        .isEqualTo("0");
    assertThat(audited(engine)).as("what the auditor had to repair, " + name).isEmpty();

    String before = state(engine);
    assertThat(story.tellLate()).as(name).allMatch(effect -> effect instanceof Effect.Refused);
    assertThat(state(engine)).as("a late result changed something, " + name).isEqualTo(before);
  }

  private static String audited(EngineFixture engine) {
    return engine
        .one(
            "select string_agg(finding, ' ') from audit_tasks('%s', 1000, %d) where finding <> 'slice'"
                .formatted(new UUID(0, 0), engine.node()))
        .replace("null", "");
  }

  private static String state(EngineFixture engine) {
    return engine.one(
        """
        select md5(
          (select string_agg(t::text, ',' order by task_id) from task t)
          || (select string_agg(s::text, ',' order by task_id, step_no) from workflow_step s)
          || (select count(*) from ready_step))
        """);
  }
}
