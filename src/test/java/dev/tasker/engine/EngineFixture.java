package dev.tasker.engine;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Database;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Drives the engine's statements by hand: a node without threads, a step at a time. */
final class EngineFixture implements AutoCloseable {

  static final UUID TEMPLATE = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");

  private final Uuid7 ids = new Uuid7(Clock.systemUTC());
  private final DataSource source;
  private final Database database;
  private final Session session;
  private final Map<UUID, ActiveTask> tasks = new LinkedHashMap<>();
  private long tokens = 1_000_000;
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
    this.source = source;
    this.database = new Database(own);
    this.session = new Session(database);
    this.node = join("one");
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
    NewRow row = draft(request, graph);
    return database
        .call(connection -> NewTasks.store(connection, node, row, false))
        .orElse(row.draft().taskId());
  }

  private NewRow draft(TaskRequest request, String... graph) {
    TaskTemplate template = template(graph);
    var loaded = TemplateFixture.loaded(TEMPLATE, template);
    var draft = DraftFixture.draft(ids.next(), loaded, request);
    List<BoundHandler> handlers = new ArrayList<>();
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < template.steps().size(); i++) {
      handlers.add(new BoundHandler.Blocking(step -> null, EngineFixture.class));
      placements.add(new Placement(Lane.THREAD.code(), null));
    }
    tasks.put(
        draft.taskId(),
        new ActiveTask(
            draft.taskId(),
            new RunnableTemplate(loaded, handlers),
            new ActiveTask.Origin(request.priority(), "test", "corr"),
            "{\"n\":1}"));
    return new NewRow(draft, "{\"n\":1}", placements);
  }

  UUID store(String... graph) {
    return store(TaskRequest.named("test").build(), graph);
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
