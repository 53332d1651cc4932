package dev.tasker.bench;

import java.sql.SQLException;
import java.util.List;

/**
 * Copies of a task, straight into the tables: the task, its steps, its queue entries, its audit
 * trail. What the copies look like is therefore what Tasker itself has written. All times lie as
 * far back as the copy's number says.
 */
final class Clones {

  private static final List<String> TABLES =
      List.of("task", "workflow_step", "ready_step", "transition");
  private static final int CHUNK = 50_000;

  /** Every column but identities; the task's own id is the copy's, times move. */
  private static final String COLUMNS =
      """
      select /* bench */ string_agg(quote_ident(attname), ', ' order by attnum),
        string_agg(case when attname = 'task_id' then 'copy.id'
                        when atttypid = 'timestamptz'::regtype then 'model.' || quote_ident(attname) || ' - copy.age'
                        else 'model.' || quote_ident(attname) end, ', ' order by attnum)
      from pg_attribute
      where attrelid = ?::regclass and attnum > 0 and not attisdropped and attidentity = ''\
      """;

  /** The ids are UUIDs of version 7, older by a fifth of a second from each to the next. */
  private static final String NUMBERS =
      """
      create temp table copy as
      select (lpad(to_hex((extract(epoch from now() - age) * 1000)::bigint), 12, '0')
        || '7' || substr(random, 1, 3) || '8' || substr(random, 4, 15))::uuid as id, age
      from (select n * interval '200 ms' as age, md5(n::text) as random
            from generate_series(%d, %d, -1) n) numbered\
      """;

  private final Server server;

  Clones(Server server) {
    this.server = server;
  }

  void make(String modelId, int copies) throws SQLException {
    server.run("set synchronous_commit = off");
    for (int from = copies; from > 0; from -= CHUNK) {
      server.run(NUMBERS.formatted(from, Math.max(1, from - CHUNK + 1)));
      for (String table : TABLES) {
        List<String> columns = server.row(COLUMNS, table);
        server.run(
            "insert into %1$s (%2$s) select %3$s from copy, %1$s model where model.task_id = '%4$s'"
                .formatted(table, columns.get(0), columns.get(1), modelId));
      }
      server.run("drop table copy");
    }
    server.run("reset synchronous_commit");
    server.run("vacuum (analyze) task, workflow_step, ready_step, transition");
    server.checkpoint();
  }
}
