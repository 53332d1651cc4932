package dev.tasker.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What the harness reads in Tasker's tables. */
final class TaskerTables {

  private static final String UNFINISHED =
      "select /* bench */ count(*) from task where status in ('pending', 'in_progress')";
  private static final String STATUS =
      "select /* bench */ status from task where task_id = ?::uuid";
  private static final String NEWEST =
      "select /* bench */ coalesce(max(task_id::text), '00000000-0000-0000-0000-000000000000') from"
          + " task";
  private static final String DRIVEN =
      """
      select /* bench */ results->>'wall_ms',
        coalesce(results->'latency_ms'->>'p50', 'NaN'), coalesce(results->'latency_ms'->>'p99', 'NaN'),
        coalesce(results->'hand_off_ms'->>'p50', 'NaN'), coalesce(results->'hand_off_ms'->>'p99', 'NaN'),
        error::text
      from workflow_step where task_id = ?::uuid\
      """;

  /** Both times are the database's: when the task was stored, and when its last step was. */
  private static final String LATENCIES =
      """
      select /* bench */
        coalesce(percentile_disc(0.5) within group (order by t.ms), 'NaN'),
        coalesce(percentile_disc(0.99) within group (order by t.ms), 'NaN')
      from (select extract(epoch from completed_at - requested_at)::float8 * 1000 as ms
            from task where task_id > ?::uuid and completed_at is not null) t\
      """;

  private final Server server;
  private final int limit;

  TaskerTables(Server server, int limit) {
    this.server = server;
    this.limit = limit;
  }

  int unfinished() throws SQLException {
    return (int) server.number(UNFINISHED);
  }

  /** The id that those of all tasks to come are behind. */
  String newest() throws SQLException {
    return server.word(NEWEST);
  }

  Percentiles latenciesAfter(String taskId) throws SQLException {
    return percentiles(server.row(LATENCIES, taskId), 0);
  }

  /** Waits until no more than that many tasks are unfinished. */
  void awaitUnfinished(int left, long everyMs) throws Exception {
    long deadline = deadline();
    while (unfinished() > left) {
      pause(everyMs, deadline);
    }
  }

  /** Waits for a driver's end and reads what it measured. */
  Burst awaitDriver(String taskId) throws Exception {
    long deadline = deadline();
    String status = server.word(STATUS, taskId);
    while (status.equals("pending") || status.equals("in_progress")) {
      pause(100, deadline);
      status = server.word(STATUS, taskId);
    }
    List<String> row = server.row(DRIVEN, taskId);
    if (!status.equals("complete")) {
      throw new IllegalStateException("The driver ended in " + status + ": " + row.get(5));
    }
    return new Burst(Double.parseDouble(row.get(0)), percentiles(row, 1), percentiles(row, 3));
  }

  private static Percentiles percentiles(List<String> row, int first) {
    return new Percentiles(
        Double.parseDouble(row.get(first)), Double.parseDouble(row.get(first + 1)));
  }

  private long deadline() {
    return System.nanoTime() + limit * 1_000_000_000L;
  }

  private static void pause(long ms, long deadline) throws Exception {
    if (System.nanoTime() > deadline) {
      throw new TimeoutException("The tasks are not complete in time");
    }
    Thread.sleep(ms);
  }
}
