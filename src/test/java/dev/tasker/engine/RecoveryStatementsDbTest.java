package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RecoveryStatementsDbTest {

  private final DataSource database;
  private final EngineFixture engine;

  RecoveryStatementsDbTest(DataSource database) {
    this.database = database;
    engine = new EngineFixture(database);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void deadNode_losesItsClaims_andItsLateResultIsRefused() {
    UUID task = engine.store("a", "b<a");
    int dead = engine.node();
    Attempt old = engine.claim(1).get(0);
    int other = engine.join("two");
    assertThat(recover(dead, other)).as("seen a moment ago").isEqualTo("0");
    engine.execute(
        "update engine_node set seen_at = now() - interval '11 s' where node_id = " + dead);
    assertThat(recover(dead, other)).isEqualTo("1");
    assertThat(recover(dead, other)).as("once").isEqualTo("0");

    Attempt again = engine.claim(1).get(0);
    assertThat(again.claim().attempt()).isEqualTo(2);
    engine.actAs(dead);
    assertThat(engine.commit(true, success(old)))
        .singleElement()
        .isInstanceOf(Effect.Refused.class);
    engine.actAs(other);
    assertThat(engine.started(engine.commit(true, success(again)))).hasSize(1);
    assertThat(engine.trail(task, 0))
        .isEqualTo(
            "pending>in_progress in_progress>pending pending>in_progress in_progress>in_progress"
                + " in_progress>complete");
  }

  @Test
  void nodeThatWasDeclaredDead_claimsNothingUnderItsOldNumber() {
    engine.store("a");
    int dead = engine.node();
    int other = engine.join("two");
    engine.execute(
        "update engine_node set seen_at = now() - interval '11 s' where node_id = " + dead);
    assertThat(recover(dead, other)).isEqualTo("0");
    engine.actAs(dead);
    assertThat(engine.harvest(5).steps()).isEmpty();
    engine.actAs(other);
    assertThat(engine.claim(5)).hasSize(1);
  }

  @Test
  void nodeThatJoinedAnew_givesBackWhatItTookOnBeforeItKnew() {
    engine.store("a", "b<a");
    Attempt taken = engine.claim(1).get(0);
    int former = engine.node();
    engine.execute("update engine_node set left_at = now(), left_how = 'died'");
    int anew = engine.join("one");

    List<Claim> held =
        StepClaims.own(engine.session(), former).stream().map(StepClaims.Claimed::claim).toList();
    StepClaims.giveBack(engine.session(), anew, held, "its node had been declared dead");

    assertThat(findings()).as("nothing is left for the auditor").isEmpty();
    assertThat(engine.commit(true, success(taken)))
        .singleElement()
        .isInstanceOf(Effect.Refused.class);
    assertThat(engine.claim(1)).hasSize(1);
  }

  @Test
  void lockedTask_holdsUpNoRecoveryOfOthers_andIsRecoveredLater() throws SQLException {
    UUID locked = engine.store("a");
    UUID free = engine.store("a");
    int dead = engine.node();
    assertThat(engine.claim(2)).hasSize(2);
    int other = engine.join("two");
    engine.execute(
        "update engine_node set seen_at = now() - interval '11 s' where node_id = " + dead);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select from task where task_id = '%s' for update".formatted(locked));
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> assertThat(recover(dead, other)).isEqualTo("1"));
      assertThat(engine.steps(free)).isEqualTo("a:pending");
      assertThat(engine.one("select left_how from engine_node where node_id = " + dead))
          .as("the dead node is not done with")
          .isEqualTo("null");
      connection.rollback();
    }
    assertThat(recover(dead, other)).isEqualTo("1");
    assertThat(engine.steps(locked)).isEqualTo("a:pending");
    assertThat(engine.one("select left_how from engine_node where node_id = " + dead))
        .isEqualTo("died");
  }

  @Test
  void claimUnderWay_isAwaitedBeforeItsNodeIsDeclaredDead() throws Exception {
    UUID locked = engine.store("a");
    int dead = engine.node();
    int other = engine.join("two");
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select from task where task_id = '%s' for update".formatted(locked));
      CompletableFuture<String> claim =
          CompletableFuture.supplyAsync(
              () ->
                  engine.one(
                      "select count(task_id) from claim_ready_steps(%d, 7, 1, 1, '{}')"
                          .formatted(dead)));
      await()
          .until(
              () ->
                  engine
                      .one("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                      .equals("1"));
      engine.execute(
          "update engine_node set seen_at = now() - interval '11 s' where node_id = " + dead);

      assertThat(recover(dead, other)).isEqualTo("0");
      assertThat(engine.one("select left_how from engine_node where node_id = " + dead))
          .as("what it is about to hold nobody would take back")
          .isEqualTo("null");
      connection.rollback();
      assertThat(claim.get()).isEqualTo("1");
    }
    assertThat(recover(dead, other)).isEqualTo("1");
    assertThat(engine.steps(locked)).isEqualTo("a:pending");
    assertThat(engine.one("select left_how from engine_node where node_id = " + dead))
        .isEqualTo("died");
  }

  private String recover(int dead, int by) {
    return engine.one(
        "select count(task_id) from recover_node(%d, %d, '10 s', 3)".formatted(dead, by));
  }

  @Test
  void stepThatKillsItsNodesThreeTimes_failsForGood() {
    UUID task = engine.store("a");
    for (int death = 1; death <= 3; death++) {
      int dead = engine.node();
      assertThat(engine.claim(1)).hasSize(1);
      int next = engine.join("node");
      engine.execute(
          "update engine_node set seen_at = now() - interval '11 s' where node_id = " + dead);
      assertThat(recover(dead, next)).isEqualTo("1");
    }
    assertThat(engine.status(task)).isEqualTo("error");
    assertThat(engine.one("select error ->> 'code' from workflow_step")).isEqualTo("node_lost");
    assertThat(engine.claim(1)).isEmpty();
  }

  @Test
  void auditor_findsNothingInAHealthyEngine() {
    engine.store("a", "b<a");
    UUID half = engine.store("a", "b<a");
    engine.claim(1);
    engine.store(TaskRequest.named("test").runAt(Instant.now().plusSeconds(60)).build(), "a");
    assertThat(findings()).isEmpty();
    assertThat(engine.status(half)).isEqualTo("pending");
  }

  @Test
  void auditor_queuesWhatFellOutOfTheQueue() {
    engine.store("a");
    engine.execute("delete from ready_step");
    assertThat(findings()).isEqualTo("not_queued");
    assertThat(engine.claim(1)).hasSize(1);
    assertThat(findings()).isEmpty();
  }

  @Test
  void auditor_takesClaimsOfGoneNodesBack() {
    engine.store("a");
    engine.claim(1);
    engine.execute("update engine_node set left_at = now(), left_how = 'stopped'");
    engine.join("two");
    assertThat(findings()).isEqualTo("claim_of_gone_node");
    assertThat(engine.claim(1)).hasSize(1);
  }

  private String findings() {
    return engine
        .one(
            "select string_agg(finding, ' ') from audit_tasks('00000000-0000-0000-0000-000000000000', 100, %d) where finding <> 'slice'"
                .formatted(engine.node()))
        .replace("null", "");
  }
}
