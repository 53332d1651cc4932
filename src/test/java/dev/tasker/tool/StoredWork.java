package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Starts the tasks of a test over REST, and asks the database what became of them. */
final class StoredWork {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final DatabaseAddress database;

  StoredWork(DatabaseAddress database) {
    this.database = database;
  }

  /** Asks a node to start a task; whatever it answers. */
  static HttpResponse<String> submit(URI node, String source)
      throws IOException, InterruptedException {
    var request =
        Json.createObjectBuilder()
            .add("name", "work")
            .add("context", Json.createObjectBuilder())
            .add("initiator", "test")
            .add("reason", "to see it survive")
            .add("source_system", source)
            .build();
    return submit(node, request);
  }

  /** Asks a node to start that task; whatever it answers. */
  static HttpResponse<String> submit(URI node, JsonObject request)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(node + "/tasks"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  /** Starts that many tasks. */
  static void start(URI node, String source, int tasks) throws IOException, InterruptedException {
    for (int i = 0; i < tasks; i++) {
      HttpResponse<String> answer = submit(node, source);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  static int get(URI node, String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(node + path)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** What a node answers. */
  static String read(URI node, String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(node + path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Waits until every task of that source is complete, each of its steps once. */
  void awaitComplete(String source, int tasks) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(
                        ask(
                            "select string_agg(status, ' ' order by status) from (select distinct"
                                + " status from task where source_system = '%s') x",
                            source))
                    .isEqualTo("complete"));
    assertThat(ask("select count(*) from task where source_system = '%s'", source))
        .isEqualTo(String.valueOf(tasks));
    assertThat(completions(source)).isEqualTo(tasks * Witness.STEPS);
    assertThat(
            ask(
                """
                select count(*) from (
                  select from transition c join task t using (task_id)
                  where t.source_system = '%s' and c.step_no is not null and c.to_state = 'complete'
                    and c.from_state <> 'complete'
                  group by c.task_id, c.step_no having count(*) > 1) twice
                """,
                source))
        .as("steps that were completed twice")
        .isEqualTo("0");
  }

  private int completions(String source) {
    return Integer.parseInt(
        ask(
            """
            select count(*) from transition c join task t using (task_id)
            where t.source_system = '%s' and c.step_no is not null and c.to_state = 'complete'
              and c.from_state <> 'complete'
            """,
            source));
  }

  /** The steps of a source for which the condition holds, as the witness names them. */
  Set<String> steps(String source, String condition) {
    String all =
        ask(
            "select string_agg(s.task_id || '/' || s.name, ' ') from workflow_step s"
                + " join task t using (task_id) where t.source_system = '%s' and (%s)",
            source, condition);
    return all.equals("null") ? Set.of() : new TreeSet<>(Set.of(all.split(" ")));
  }

  /** The first column of the first row. */
  String ask(String sql, Object... arguments) {
    try (Connection connection = DatabaseProbe.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.formatted(arguments))) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A report that has begun: its snapshot keeps whatever dies from now on. */
  Connection report() throws SQLException {
    Connection report = DatabaseProbe.connect(database);
    report.setAutoCommit(false);
    report.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = report.createStatement()) {
      statement.execute("select count(*) from task");
    }
    return report;
  }

  /** So many entries of the queue come and go in one transaction, so nobody takes them for work. */
  void leaveDeadEntries(int count) {
    tell(
        """
        insert into ready_step (task_id, step_no, template_id, lane, priority)
          select gen_random_uuid(), 0, gen_random_uuid(), -1, 0 from generate_series(1, %d);
        delete from ready_step where lane = -1;
        """
            .formatted(count));
  }

  void tell(String sql) {
    try (Connection connection = DatabaseProbe.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
