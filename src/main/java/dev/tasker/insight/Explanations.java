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

  /** What the explanation is made of. */
  Optional<TaskSnapshot> snapshot(UUID taskId) {
    return database.call(
        connection -> {
          try (var statement = TASK.on(connection).set("task", taskId);
              ResultSet rows = statement.query()) {
            return rows.next() ? Optional.of(read(connection, taskId, rows)) : Optional.empty();
          }
        });
  }

  private TaskSnapshot read(Connection connection, UUID taskId, ResultSet rows)
      throws SQLException {
    UUID templateId = rows.getObject("template_id", UUID.class);
    TaskTemplate template =
        templates
            .find(templateId)
            .map(StoredTemplate::template)
            .orElseThrow(() -> new SQLException("The template of task " + taskId + " is missing."));
    var task = SnapshotRows.task(rows);
    List<StepSnapshot> steps =
        SnapshotRows.steps(rows, step -> config.timeout(template.step(step)));
    return new TaskSnapshot(
        taskId,
        task.status(),
        task.now(),
        steps,
        template.graph(),
        cluster(connection, taskId, template),
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
