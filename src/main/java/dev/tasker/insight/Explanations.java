package dev.tasker.insight;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.StoredTemplate;
import dev.tasker.template.TaskTemplate;
import dev.tasker.template.TemplateStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Explains why tasks are where they are. Reads what decides about all steps of a task in one
 * statement, so that the parts of an answer never contradict each other. Thread-safe.
 */
@ApplicationScoped
public class Explanations {

  private static final NamedSql TASK = NamedSql.load("explain_task");
  private static final NamedSql CLUSTER = NamedSql.load("explain_cluster");

  /** How far steps ahead in the queue are counted; beyond, a number helps nobody. */
  private static final int COUNT_TO = 1000;

  private Database database;
  private TemplateStore templates;
  private KnownHandlers handlers;
  private InsightConfig config;

  /** For the container. */
  protected Explanations() {}

  @Inject
  Explanations(
      Database database, TemplateStore templates, KnownHandlers handlers, InsightConfig config) {
    this.database = database;
    this.templates = templates;
    this.handlers = handlers;
    this.config = config;
  }

  /** Explains a task; empty if there is none of that id. */
  public Optional<Explanation> of(UUID taskId) {
    return snapshot(taskId).map(Judge::explain);
  }

  /** What the explanation is made of. Never holds two connections at once: pools run dry so. */
  Optional<TaskSnapshot> snapshot(UUID taskId) {
    return database
        .call(connection -> read(connection, taskId))
        .map(rows -> complete(taskId, rows));
  }

  private static Optional<SnapshotRows.TaskRows> read(Connection connection, UUID taskId)
      throws SQLException {
    try (var statement = TASK.on(connection).set("task", taskId);
        ResultSet rows = statement.query()) {
      return rows.next() ? Optional.of(SnapshotRows.task(rows)) : Optional.empty();
    }
  }

  private TaskSnapshot complete(UUID taskId, SnapshotRows.TaskRows rows) {
    TaskTemplate template =
        templates
            .find(rows.templateId())
            .map(StoredTemplate::template)
            .orElseThrow(
                () -> new IllegalStateException("The template of task " + taskId + " is missing."));
    List<StepSnapshot> steps =
        rows.steps().stream()
            .map(step -> step.withTimeout(config.timeout(template.step(step.stepNo()))))
            .toList();
    return new TaskSnapshot(
        taskId,
        rows.status(),
        rows.now(),
        steps,
        template.graph(),
        database.call(connection -> cluster(connection, taskId, template)),
        config.timing());
  }

  private TaskSnapshot.Cluster cluster(Connection connection, UUID taskId, TaskTemplate template)
      throws SQLException {
    try (var statement =
            CLUSTER
                .on(connection)
                .set("task", taskId)
                .set("most", COUNT_TO)
                .set("lease_ms", config.timing().lease().toMillis());
        ResultSet rows = statement.query()) {
      List<TaskSnapshot.Node> nodes = new ArrayList<>();
      int onThreads = 0;
      int asynchronous = 0;
      while (rows.next()) {
        nodes.add(SnapshotRows.node(rows));
        onThreads = rows.getInt("ahead_on_threads");
        asynchronous = rows.getInt("ahead_asynchronous");
      }
      return new TaskSnapshot.Cluster(nodes, onThreads, asynchronous, COUNT_TO, missing(template));
    }
  }

  private List<String> missing(TaskTemplate template) {
    return template.steps().stream()
        .map(StepTemplate::handlerName)
        .distinct()
        .filter(name -> !handlers.has(name))
        .toList();
  }
}
