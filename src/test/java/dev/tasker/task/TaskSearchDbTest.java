package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskState;
import dev.tasker.database.Database;
import dev.tasker.database.Json;
import dev.tasker.testing.PostgresExtension;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TaskSearchDbTest {

  private static final int MANY = 100_000;

  /** Tasks a second apart, in templates, states, tags and so on by their number n. */
  private static final String FILL =
      """
      insert into task_namespace (name) values ('shop'), ('bank');
      insert into task_template (template_id, namespace, name, version, environment, checksum, definition)
      select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
        case when n %% 2 = 0 then 'shop' else 'bank' end, 'flow' || n / 4, '1.' || n %% 3 || '.0', 'test', n::text,
        '{"steps": []}'
      from generate_series(0, 9) n;
      insert into task (task_id, template_id, status, context, initiator, reason, source_system, tags,
        correlation_id, requested_at, completed_at, unfinished_leaves)
      select (left(uuid7_floor(at)::text, 15) || '000-8000-' || lpad(to_hex(n), 7, '0') || '00000')::uuid,
        ('00000000-0000-7000-8000-' || lpad(to_hex(n %% 10), 12, '0'))::uuid,
        case when n %% 100 = 0 then 'error' when n %% 97 = 0 then 'pending' else 'complete' end,
        '{}', case when n %% 1000 = 3 then 'rare' else 'user' || n %% 2 end, 'r',
        case when n %% 2 = 0 then 'web' else 'app' end,
        case n %% 7 when 0 then '{red,blue}' when 1 then '{red}' else '{}' end::text[], 'c', at,
        case when n %% 100 > 0 and n %% 97 > 0 then at end, (n %% 100 = 0 or n %% 97 = 0)::integer
      from (select n, timestamptz '2026-03-01 00:00Z' + n * interval '1 second' as at
            from generate_series(1, %d) n) s;
      analyze task, task_tag, task_template""";

  private final DataSource database;
  private final EntityManager entities = OpenEntities.entityManager();
  private final TaskSearch search;

  TaskSearchDbTest(DataSource database) {
    this.database = database;
    this.search = new TaskSearch(new Database(database), new TaskQueries(entities));
  }

  @AfterEach
  void close() {
    entities.close();
  }

  @Test
  void anyFilter_findsWhatItShould_pageByPage() throws SQLException {
    execute(FILL.formatted(500));
    var random = new Random(4711);
    for (int round = 0; round < 40; round++) {
      boolean newest = random.nextBoolean();
      Wish wish = Wish.random(random);
      assertThat(walk(wish.filter(), newest, random.nextBoolean() ? 50 : 100))
          .as("%s", wish)
          .isEqualTo(expected(wish.sql(), newest));
    }
  }

  @Test
  void anyFilter_costsLittleAmongManyTasks() throws SQLException {
    execute(FILL.formatted(MANY));
    for (String one :
        List.of(
            "null,null,null,null,null,null,null",
            "'{error}',null,null,null,null,null,null",
            "'{error,pending}',null,null,null,null,null,null",
            "'{cancelled}',null,null,null,null,null,null",
            "null,'{shop}',null,null,null,null,null",
            "null,'{nowhere}',null,null,null,null,null",
            "null,null,null,null,'{red}',null,null",
            "null,null,null,null,'{blue,red}',null,null",
            "null,null,null,null,'{gold}',null,null",
            "null,null,null,null,null,'{rare}',null",
            "null,null,null,null,null,'{nobody}',null",
            "null,null,null,null,null,'{user1,user0}','{web}'")) {
      assertThat(buffers(one, 10_000)).as(one).isLessThan(1_000);
    }
    for (String several :
        List.of(
            "'{error}','{shop}',null,null,null,'{rare}',null",
            "null,null,null,null,null,'{user1}','{web}'")) {
      assertThat(buffers(several, 1_000))
          .as("%s: a thousand tasks that are looked at, by their keys", several)
          .isLessThan(9_000);
    }
  }

  @Test
  void pageThatCostsTooMuch_isShort_butTheListGoesOn() throws SQLException {
    execute(FILL.formatted(3_000));
    String find =
        "select count(task_id) || ' ' || count(next_cursor) from find_tasks(null,null,null,null,null,"
            + "'{user1}','{web}',null,null,null,true,10,%d)";
    assertThat(one(find.formatted(500))).isEqualTo("0 1");
    assertThat(one(find.formatted(10_000))).as("the end").isEqualTo("0 0");
  }

  /** A filter, and the same as a condition in SQL. */
  private record Wish(TaskFilter filter, String sql) {

    static Wish random(Random random) {
      List<TaskState> states =
          some(random, List.of(TaskState.ERROR, TaskState.PENDING, TaskState.CANCELLED));
      List<String> namespaces = some(random, List.of("shop", "bank", "none"));
      List<String> names = some(random, List.of("flow0", "flow1", "flow2"));
      List<String> versions = some(random, List.of("1.0.0", "1.1.0", "9.9.9"));
      List<String> tags = some(random, List.of("red", "blue", "green"));
      List<String> initiators = some(random, List.of("user0", "user1", "rare"));
      List<String> systems = some(random, List.of("web", "app", "x"));
      Optional<java.time.Instant> after = time(random);
      Optional<java.time.Instant> before = time(random);
      String sql =
          Stream.of(
                  in("t.status", states.stream().map(TaskState::word).toList()),
                  in("p.namespace", namespaces),
                  in("p.name", names),
                  in("p.version", versions),
                  tags.isEmpty() ? "true" : "t.tags && '{" + String.join(",", tags) + "}'",
                  in("t.initiator", initiators),
                  in("t.source_system", systems),
                  after.map(at -> "t.requested_at >= '" + at + "'").orElse("true"),
                  before.map(at -> "t.requested_at < '" + at + "'").orElse("true"))
              .collect(java.util.stream.Collectors.joining(" and "));
      return new Wish(
          new TaskFilter(
              states, namespaces, names, versions, tags, initiators, systems, after, before),
          sql);
    }

    private static <T> List<T> some(Random random, List<T> values) {
      return random.nextInt(3) > 0
          ? List.of()
          : values.stream().filter(value -> random.nextInt(3) > 0).toList();
    }

    private static Optional<java.time.Instant> time(Random random) {
      return random.nextInt(4) > 0
          ? Optional.empty()
          : Optional.of(
              java.time.Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(600)));
    }

    private static String in(String column, List<String> values) {
      return values.isEmpty() ? "true" : column + " in ('" + String.join("','", values) + "')";
    }
  }

  private List<UUID> walk(TaskFilter filter, boolean newest, int limit) {
    var found = new ArrayList<UUID>();
    Optional<UUID> cursor = Optional.empty();
    do {
      TaskPage page = search.find(filter, new TaskSearch.Part(cursor, newest, limit));
      page.tasks().forEach(entry -> found.add(entry.task().taskId()));
      cursor = page.next();
    } while (cursor.isPresent());
    return found;
  }

  private List<UUID> expected(String condition, boolean newest) throws SQLException {
    String sql =
        "select t.task_id from task t join task_template p using (template_id) where %s order by 1 %s"
            .formatted(condition, newest ? "desc" : "asc");
    List<UUID> ids = new ArrayList<>();
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        ids.add(row.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  /** How many pages of tables and indexes are looked at. */
  private long buffers(String filters, int effort) throws SQLException {
    String explain =
        "explain (analyze, buffers, format json) select * from find_tasks(%s,null,null,null,true,25,%d)"
            .formatted(filters, effort);
    String told = "";
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      // Twice, as a new connection has to read the catalogues first.
      for (int time = 0; time < 2; time++) {
        try (var row = statement.executeQuery(explain)) {
          row.next();
          told = row.getString(1);
        }
      }
    }
    Map<?, ?> plan = (Map<?, ?>) ((List<?>) Json.object("{\"p\":" + told + "}").get("p")).get(0);
    Map<?, ?> node = (Map<?, ?>) plan.get("Plan");
    return (Long) node.get("Shared Hit Blocks") + (Long) node.get("Shared Read Blocks");
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
