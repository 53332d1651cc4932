package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.testing.ThrowAwayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationStartupDbTest {

  @Test
  void schemaOfAnApplication_takesTaskersTablesBesideItsOwn() throws SQLException {
    var database = new PGSimpleDataSource();
    database.setURL(ThrowAwayPostgres.urlOf("with_an_application"));
    database.setUser(ThrowAwayPostgres.USER);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table account (account text primary key)");
      statement.execute("create table flyway_schema_history (of_the text)");
      MigrationStartup.migrate(database);
      MigrationStartup.migrate(database);
      try (var row = statement.executeQuery("select count(*) from task, account")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isZero();
      }
    }
  }

  /** The graph is a, b, and c after a; b and c are its leaves. */
  private static final String TASKS_OF_BEFORE =
      """
      insert into task_namespace (name) values ('default');
      insert into task_template (template_id, namespace, name, version, environment, checksum, definition)
      values ('00000000-0000-0000-0000-000000000001', 'default', 'abc', '1.0.0', 'test', 'x', '{"steps": [
        {"name": "a"}, {"name": "b", "depends_on_steps": []}, {"name": "c", "depends_on_steps": ["a"]}]}');
      insert into task (task_id, template_id, status, context, initiator, reason, source_system, correlation_id,
        completed_at, unfinished_steps)
      select ('00000000-0000-0000-0000-00000000000' || n)::uuid, '00000000-0000-0000-0000-000000000001', status, '{}',
        'i', 'r', 's', 'c', case status when 'complete' then now() end, unfinished
      from (values (1, 'pending', 3), (2, 'in_progress', 1), (3, 'complete', 0)) as t (n, status, unfinished);
      insert into workflow_step (task_id, step_no, name, state, remaining_parents, retry_limit, retryable, skippable,
        lane, completed_at)
      select t.task_id, s.no, s.name, case when done then 'complete' else 'pending' end,
        (s.name = 'c' and not done)::integer, 3, true, false, 0, case when done then now() end
      from task t cross join (values (0, 'a'), (1, 'b'), (2, 'c')) as s (no, name)
      cross join lateral (select t.unfinished_steps < 3 - s.no) as d (done);
      insert into transition (task_id, from_state, to_state, actor, occurred_at)
      select task_id, 'pending', 'in_progress', 'engine', now() from task where status = 'in_progress';
      """;

  @Test
  void tasksOfBefore_countTheirLeaves_andKnowOnlyTheWordsForStates() throws SQLException {
    var database = new PGSimpleDataSource();
    database.setURL(ThrowAwayPostgres.urlOf("with_tasks_of_before"));
    database.setUser(ThrowAwayPostgres.USER);
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .table("tasker_schema_history")
        .target("30")
        .load()
        .migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TASKS_OF_BEFORE);
      MigrationStartup.migrate(database);
      assertThat(
              one(
                  statement,
                  "select string_agg(unfinished_leaves::text, ' ' order by task_id) from task"))
          .isEqualTo("2 1 0");
      assertThat(
              one(
                  statement,
                  "select string_agg(name, ' ' order by task_id, step_no) from workflow_step where leaf"))
          .isEqualTo("b c b c");
      assertThatThrownBy(() -> statement.execute("update workflow_step set state = 'over'"))
          .hasMessageContaining("state_word_known");
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (var row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
