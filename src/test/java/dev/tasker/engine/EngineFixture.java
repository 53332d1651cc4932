package dev.tasker.engine;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Database;
import dev.tasker.database.Json;
import dev.tasker.database.Session;
import dev.tasker.database.Uuid7;
import dev.tasker.engine.OutcomeCommits.Edge;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.engine.StepClaims.Harvest;
import dev.tasker.registry.BoundHandler;
import dev.tasker.task.DraftFixture;
import dev.tasker.task.TaskInserts.NewRow;
import dev.tasker.task.TaskInserts.Placement;
import dev.tasker.template.RetryPolicy;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TaskTemplate;
import dev.tasker.template.TemplateFixture;
import dev.tasker.template.TemplateKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Drives the engine's statements by hand: a node without threads, a step at a time. */
final class EngineFixture implements AutoCloseable {

  static final UUID TEMPLATE = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");

  private final Uuid7 ids;
  private final DataSource source;
  private final Database database;
  private final Session session;
  private final Map<UUID, ActiveTask> tasks;
  private final Map<List<String>, UUID> templates = new ConcurrentHashMap<>();
  private long tokens;
  private int node;

  EngineFixture(DataSource source) {
    this(source, source);
  }

  /**
   * A node whose own connections may be cut.
   *
   * @param source for what the test itself asks and arranges
   * @param own for the engine's statements
   */
  EngineFixture(DataSource source, DataSource own) {
    this(source, own, "one", new ConcurrentHashMap<>(), Clock.systemUTC());
  }

  /** A node whose clock may be wrong. */
  EngineFixture(DataSource source, Clock clock) {
    this(source, source, "one", new ConcurrentHashMap<>(), clock);
  }

  private EngineFixture(
      DataSource source, DataSource own, String name, Map<UUID, ActiveTask> tasks, Clock clock) {
    this.ids = new Uuid7(clock);
    this.source = source;
    this.tasks = tasks;
    this.database = new Database(own);
    this.session = new Session(database);
    this.node = join(name);
    this.tokens = node * 1_000_000_000_000L;
  }

  /** Another node, which knows the same tasks; for another thread. */
  EngineFixture another(String name) {
    return new EngineFixture(source, source, name, tasks, Clock.systemUTC());
  }

  int node() {
    return node;
  }

  Session session() {
    return session;
  }

  /** Lets another node join, and acts for it from now on. */
  int join(String name) {
    node =
        Integer.parseInt(
            one(
                "insert into engine_node (name, version) values ('%s', 'test') returning node_id"
                    .formatted(name)));
    return node;
  }

  void actAs(int nodeId) {
    node = nodeId;
  }

  /** Stores a task whose steps are written as "a", "b<a", "d<b,c". */
  UUID store(TaskRequest request, String... graph) {
    NewRow row = drafts(1, request, graph).get(0);
    return database
        .call(connection -> NewTasks.store(connection, node, List.of(row), false))
        .taskIds()
        .get(0);
  }

  /** Stores so many tasks of that graph at once. */
  List<UUID> store(int count, String... graph) {
    List<NewRow> rows = drafts(count, TaskRequest.named("test").build(), graph);
    database.call(connection -> NewTasks.store(connection, node, rows, false));
    return rows.stream().map(row -> row.draft().taskId()).toList();
  }

  private List<NewRow> drafts(int count, TaskRequest request, String... graph) {
    TaskTemplate template = template(graph);
    UUID templateId = templates.computeIfAbsent(List.of(graph), key -> keep(ids.next(), template));
    var loaded = TemplateFixture.loaded(templateId, template);
    List<BoundHandler> handlers = new ArrayList<>();
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < template.steps().size(); i++) {
      handlers.add(new BoundHandler.Blocking(step -> null, EngineFixture.class));
      placements.add(new Placement(Lane.THREAD.code(), null));
    }
    var runnable = new RunnableTemplate(loaded, handlers);
    var origin = new ActiveTask.Origin(request.priority(), "test", "corr");
    List<NewRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = ids.next();
      rows.add(new NewRow(DraftFixture.draft(id, loaded, request), "{\"n\":1}", placements));
      tasks.put(id, new ActiveTask(id, runnable, origin, "{\"n\":1}"));
    }
    return rows;
  }

  UUID store(String... graph) {
    return store(TaskRequest.named("test").build(), graph);
  }

  private UUID keep(UUID templateId, TaskTemplate template) {
    String steps =
        Json.text(
            Map.of(
                "steps",
                template.steps().stream()
                    .map(step -> Map.of("name", step.name(), "depends_on_steps", step.dependsOn()))
                    .toList()));
    execute("insert into task_namespace (name) values ('default') on conflict do nothing");
    execute(
        "insert into task_template (template_id, namespace, name, version, environment, checksum,"
            + " definition) values ('%1$s', 'default', 'test', '1.0.0', '%1$s', '%1$s', '%2$s')"
                .formatted(templateId, steps));
    return templateId;
  }

  static TaskTemplate template(String... graph) {
    List<StepTemplate> steps = new ArrayList<>();
    for (String node : graph) {
      String[] parts = node.split("<", 2);
      List<String> parents = parts.length == 1 ? List.of() : List.of(parts[1].split(","));
      steps.add(step(parts[0], parents));
    }
    return new TaskTemplate(
        new TemplateKey("default", "test", "1.0.0"), "", Optional.empty(), Map.of(), steps);
  }

  private static StepTemplate step(String name, List<String> parents) {
    return new StepTemplate(
        name,
        "",
        Optional.of("handler"),
        Map.of(),
        parents,
        Optional.empty(),
        true,
        3,
        true,
        Optional.empty(),
        RetryPolicy.DEFAULT,
        List.of());
  }

  /** Claims up to that many steps. */
  List<Attempt> claim(int threads) {
    Harvest harvest = harvest(threads);
    return harvest.steps().stream()
        .map(step -> new Attempt(task(step.claim().taskId()), step.claim()))
        .toList();
  }

  Harvest harvest(int threads) {
    return StepClaims.claim(session, node, nextTokens(), threads, 0, new UUID[0]);
  }

  /** Commits outcomes; children are started at once if wanted. */
  List<Effect> commit(boolean startChildren, Outcome... outcomes) {
    List<Edge> edges = new ArrayList<>();
    for (int place = 0; place < outcomes.length; place++) {
      Attempt attempt = outcomes[place].attempt();
      if (outcomes[place].kind() == Outcome.Kind.SUCCESS) {
        for (int child :
            attempt.task().template().template().graph().children(attempt.claim().stepNo())) {
          edges.add(new Edge(place, child, startChildren));
        }
      }
    }
    return OutcomeCommits.commit(session, node, nextTokens(), List.of(outcomes), edges);
  }

  /** The attempts that a commit started. */
  List<Attempt> started(List<Effect> effects) {
    List<Attempt> attempts = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Claimed claimed) {
        attempts.add(new Attempt(task(claimed.claim().taskId()), claimed.claim()));
      }
    }
    return attempts;
  }

  static Outcome success(Attempt attempt) {
    return Outcome.success(attempt, "{\"from\":\"" + attempt.step().name() + "\"}");
  }

  static Outcome failure(Attempt attempt, Duration delay) {
    return new Outcome(attempt, Outcome.Kind.RETRYABLE, "{\"message\":\"no\"}", delay, false);
  }

  static Outcome permanent(Attempt attempt) {
    return Outcome.permanent(attempt, "{\"message\":\"never\"}");
  }

  ActiveTask task(UUID taskId) {
    return java.util.Objects.requireNonNull(tasks.get(taskId));
  }

  String status(UUID taskId) {
    return one("select status from task where task_id = '%s'".formatted(taskId));
  }

  /** The states of a task's steps, as "a:complete b:pending". */
  String steps(UUID taskId) {
    return one(
        "select string_agg(name || ':' || state, ' ' order by step_no) from workflow_step where task_id = '%s'"
            .formatted(taskId));
  }

  /** The audit trail of a step, or of the task itself for step number -1, as "pending>complete". */
  String trail(UUID taskId, int stepNo) {
    return one(
        """
        select string_agg(coalesce(from_state, '') || '>' || to_state, ' ' order by transition_no)
        from transition where task_id = '%s' and coalesce(step_no, -1) = %d\
        """
            .formatted(taskId, stepNo));
  }

  /** The first column of the first row. */
  String one(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long nextTokens() {
    tokens += 1_000_000;
    return tokens;
  }

  @Override
  public void close() {
    session.close();
  }
}
