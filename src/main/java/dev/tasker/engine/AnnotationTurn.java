package dev.tasker.engine;

import dev.tasker.api.handler.TaskHandler;
import dev.tasker.api.task.TaskView;
import dev.tasker.database.Database;
import dev.tasker.database.Json;
import dev.tasker.database.NamedSql;
import dev.tasker.registry.StepHandlers;
import dev.tasker.task.TaskQueries;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Hears the task handler of one task, in a transaction that also stores what it says. */
@ApplicationScoped
class AnnotationTurn {

  private static final NamedSql NEXT = NamedSql.load("next_pending_annotation");
  private static final NamedSql KEEP = NamedSql.load("keep_annotation");

  @Inject private Database database;
  @Inject private TemplateCatalog catalog;
  @Inject private StepHandlers handlers;
  @Inject private TaskQueries queries;

  /** Which task a turn is about, for whoever has to deal with its failure. Not thread-safe. */
  static final class Current {
    private Optional<UUID> taskId = Optional.empty();

    Optional<UUID> taskId() {
      return taskId;
    }
  }

  /** Takes the next task that waits; false if there is none. */
  @Transactional(TxType.REQUIRES_NEW)
  boolean take(Current current) {
    return database.call(
        connection -> {
          UUID templateId;
          try (var statement = NEXT.on(connection);
              ResultSet row = statement.query()) {
            if (!row.next()) {
              return false;
            }
            current.taskId = Optional.of(row.getObject("task_id", UUID.class));
            templateId = row.getObject("template_id", UUID.class);
          }
          annotate(connection, current.taskId.orElseThrow(), templateId);
          return true;
        });
  }

  private void annotate(Connection connection, UUID taskId, UUID templateId) throws SQLException {
    TaskHandler handler =
        catalog
            .byId(templateId)
            .map(LoadedTemplate::template)
            .flatMap(template -> template.taskHandler())
            .flatMap(handlers::taskHandler)
            .orElseThrow(
                () -> new IllegalStateException("This node lacks the template's task handler."));
    TaskView task = queries.find(taskId).orElseThrow();
    Map<String, Object> annotation = handler.annotate(task);
    try (var statement =
        KEEP.on(connection).set("task", taskId).set("annotation", Json.text(annotation))) {
      statement.update();
    }
  }
}
