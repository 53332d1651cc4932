package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Database;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RetentionDbTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration BUDGET = Duration.ofSeconds(30);

  private final DataSource database;
  private final EngineFixture engine;
  private final Retention retention;

  RetentionDbTest(DataSource database) {
    this.database = database;
    engine = new EngineFixture(database);
    retention = new Retention(new Database(database));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void taskThatEndedLongAgo_goesWithAllThatBelongsToIt() {
    UUID old = engine.store(TaskRequest.named("test").tags(List.of("x")).build(), "a", "b<a");
    complete(old);
    engine.execute(
        """
        insert into idempotency_key (key, request_hash, task_id) select 'k', 'h', task_id from task;
        insert into task_annotation (task_id, annotation) select task_id, '{}' from task;
        insert into pending_annotation (task_id, due_at) select task_id, now() from task""");
    makeOlder(Duration.ofDays(31));
    UUID young = engine.store("a", "b<a");
    complete(young);

    assertThat(retention.delete(MONTH, BUDGET)).isEqualTo(1);
    for (String table :
        List.of("idempotency_key", "task_annotation", "pending_annotation", "task_tag")) {
      assertThat(count(table)).as(table).isEqualTo("0");
    }
    for (String table : List.of("task", "workflow_step", "transition")) {
      assertThat(engine.one("select count(distinct task_id) from " + table)).isEqualTo("1");
    }
    assertThat(engine.status(young)).isEqualTo("complete");
    assertThat(retention.delete(MONTH, BUDGET)).isZero();
  }

  @Test
  void taskThatHasNotEnded_staysHoweverOldItIs() {
    engine.store("a");
    engine.commit(true, permanent(engine.claim(1).get(0)));
    engine.store("a");
    engine.claim(1);
    engine.store("a");
    makeOlder(Duration.ofDays(1000));

    assertThat(retention.delete(MONTH, BUDGET)).isZero();
    assertThat(engine.one("select string_agg(status, ' ' order by status) from task"))
        .isEqualTo("error in_progress pending");
  }

  @Test
  void oldTaskThatEndedLately_stays() {
    UUID task = engine.store("a");
    makeOlder(Duration.ofDays(100));
    engine.execute(
        "update task set status = 'cancelled', completed_at = now(), unfinished_leaves = 0");
    assertThat(retention.delete(MONTH, BUDGET)).isZero();
    assertThat(count("task")).isEqualTo("1");
    assertThat(task).isNotNull();
  }

  @Test
  void moreThanABatch_goesInSeveral_andNothingWhileAnotherNodeDoesIt() throws SQLException {
    engine.store(1_000, "a");
    engine.execute(
        "update task set status = 'cancelled', completed_at = now(), unfinished_leaves = 0");
    makeOlder(Duration.ofDays(31));
    try (Connection other = database.getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select delete_old_tasks('30 days', 1)");
      assertThat(retention.delete(MONTH, BUDGET)).isZero();
      other.rollback();
    }
    assertThat(retention.delete(MONTH, BUDGET)).isEqualTo(1_000);
    assertThat(count("transition")).isEqualTo("0");
  }

  @Test
  void partition_isDroppedWhenNoTaskOfItsMonthIsLeft() {
    engine.execute(
        """
        create table transition_2020_01 partition of transition
          for values from ('016f5e66-e800-7000-0000-000000000000') to ('016ffe0c-0c00-7000-0000-000000000000');
        create table transition_2020_02 partition of transition
          for values from ('016ffe0c-0c00-7000-0000-000000000000') to ('01709364-7800-7000-0000-000000000000')""");
    engine.execute(
        """
        insert into task (task_id, template_id, context, initiator, reason, source_system, correlation_id, unfinished_leaves)
        values ('01700000-0000-7000-8000-000000000000', gen_random_uuid(), '{}', 'i', 'r', 's', 'c', 1)""");
    assertThat(retention.tendPartitions()).containsExactly("transition_2020_01");
    engine.execute("delete from task");
    assertThat(retention.tendPartitions()).containsExactly("transition_2020_02");
    assertThat(retention.tendPartitions()).isEmpty();
    assertThat(
            engine.one("select count(*) from pg_inherits where inhparent = 'transition'::regclass"))
        .as("this month, two more, and the rest")
        .isEqualTo("4");
  }

  private void complete(UUID task) {
    Attempt a = engine.claim(1).get(0);
    Attempt b = engine.started(engine.commit(true, success(a))).get(0);
    engine.commit(true, success(b));
    assertThat(engine.status(task)).isEqualTo("complete");
  }

  /** Moves all tasks into the past, their ids too. */
  private void makeOlder(Duration age) {
    String start =
        engine.one(
            "select left(uuid7_floor(now() - interval '%d days')::text, 13)"
                .formatted(age.toDays()));
    String older = "('%s' || substr(task_id::text, 14))::uuid".formatted(start);
    for (String table :
        List.of(
            "task",
            "workflow_step",
            "transition",
            "ready_step",
            "idempotency_key",
            "task_annotation",
            "pending_annotation",
            "task_tag")) {
      engine.execute("update %s set task_id = %s".formatted(table, older));
    }
    engine.execute(
        "update task set completed_at = completed_at - interval '%1$d days', requested_at = requested_at - interval '%1$d days'"
            .formatted(age.toDays()));
  }

  private String count(String table) {
    return engine.one("select count(*) from " + table);
  }
}
