package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The table that the handlers of {@link LedgerJar} write into; the test asks it what there is. */
final class LedgerTable {

  /**
   * A commit that posts "refuse" fails; one that posts "slow" takes three seconds; one that posts
   * "die" loses its connection.
   */
  private static final String CREATE =
      """
      create table if not exists ledger (
        id text primary key, task text, step text, attempt integer, note text,
        txid xid8 default pg_current_xact_id());
      create or replace function audit_ledger() returns trigger language plpgsql as $$
      begin
        if new.note = 'refuse' then
          raise exception 'the auditor says no' using errcode = 'integrity_constraint_violation';
        elsif new.note = 'slow' then
          perform pg_sleep(3);
        else
          perform pg_terminate_backend(pg_backend_pid());
        end if;
        return null;
      end $$;
      drop trigger if exists audit on ledger;
      create constraint trigger audit after insert on ledger deferrable initially deferred
        for each row when (new.note in ('refuse', 'slow', 'die')) execute function audit_ledger();
      """;

  private final String url;

  private LedgerTable(String url) {
    this.url = url;
  }

  static LedgerTable create(String url, String user) throws SQLException {
    var table = new LedgerTable(url + "?user=" + user);
    try (Connection connection = DriverManager.getConnection(table.url);
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    return table;
  }

  /** What is posted for a task, as "a 1 jdbc": step, attempt, note. */
  List<String> entries(String task) {
    return ask(
        "select step || ' ' || attempt || ' ' || note from ledger where task = '%s' order by 1"
            .formatted(task));
  }

  /**
   * Waits until the task has that status; not over REST, which an act of the handler may disturb.
   */
  void await(String task, String status) {
    awaitIt(task, "select status from task where task_id = '%s'", status);
  }

  /** Waits until the task's first step runs. */
  void awaitBegin(String task) {
    awaitIt(
        task,
        "select state from workflow_step where task_id = '%s' and step_no = 0",
        "in_progress");
  }

  private void awaitIt(String task, String sql, String expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(ask(sql.formatted(task))).containsExactly(expected));
  }

  /** The transactions that wrote something of a step: its entries, its end, its child's start. */
  List<String> transactionsOf(String task, String step) {
    return ask(
        """
        select distinct txid::text from (
          select txid from ledger where task = '%1$s' and step = '%2$s'
          union all
          select t.txid from transition t join workflow_step s using (task_id, step_no)
          where t.task_id = '%1$s' and s.name = '%2$s' and t.to_state = 'complete'
          union all
          select t.txid from transition t join workflow_step s using (task_id, step_no)
          where t.task_id = '%1$s' and s.name = 'b' and '%2$s' = 'a' and t.to_state = 'in_progress') x
        """
            .formatted(task, step));
  }

  /** Rolls back what transactions in two phases have prepared here, as an operator may. */
  void rollBackPrepared() throws SQLException {
    for (String prepared :
        ask("select gid from pg_prepared_xacts where database = current_database()")) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("rollback prepared " + statement.enquoteLiteral(prepared));
      }
    }
  }

  /** The first column of a query, or of what a function returns. */
  List<String> ask(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
