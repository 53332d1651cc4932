package dev.tasker.task;

import dev.tasker.api.task.TaskState;
import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds tasks, a page at a time, with effort that does not grow with their number. Thread-safe. */
@ApplicationScoped
public class TaskSearch {

  private static final NamedSql FIND = NamedSql.load("find_tasks");

  /** How many tasks are looked at for a page, before the rest is left to the next one. */
  private static final int MOST_EFFORT = 5_000;

  private Database database;
  private TaskQueries queries;

  /** For the container. */
  protected TaskSearch() {}

  @Inject
  TaskSearch(Database database, TaskQueries queries) {
    this.database = database;
    this.queries = queries;
  }

  /**
   * Which part of the list is wanted.
   *
   * @param cursor the task after which it begins
   * @param newestFirst the order
   * @param limit how many tasks at most
   */
  public record Part(Optional<UUID> cursor, boolean newestFirst, int limit) {}

  /** The ids of a page, and where the next one begins. */
  private record Found(List<UUID> taskIds, Optional<UUID> next) {}

  /** Some of the tasks that meet a filter, in order. */
  @Transactional
  public TaskPage find(TaskFilter filter, Part part) {
    Found found = database.call(connection -> find(connection, filter, part));
    return new TaskPage(queries.listed(found.taskIds()), found.next());
  }

  private static Found find(Connection connection, TaskFilter filter, Part part)
      throws SQLException {
    try (NamedStatement statement = FIND.on(connection)) {
      bind(statement, "status", filter.states().stream().map(TaskState::word).toList());
      bind(statement, "namespace", filter.namespaces());
      bind(statement, "name", filter.names());
      bind(statement, "version", filter.versions());
      bind(statement, "tag", filter.tags());
      bind(statement, "initiator", filter.initiators());
      bind(statement, "source_system", filter.sourceSystems());
      statement
          .set("after", filter.requestedAfter().orElse(null))
          .set("before", filter.requestedBefore().orElse(null))
          .set("cursor", part.cursor().orElse(null))
          .set("newest", part.newestFirst())
          .set("limit", part.limit())
          .set("effort", MOST_EFFORT);
      return read(statement);
    }
  }

  private static Found read(NamedStatement statement) throws SQLException {
    List<UUID> taskIds = new ArrayList<>();
    try (ResultSet row = statement.query()) {
      while (row.next()) {
        UUID taskId = row.getObject("task_id", UUID.class);
        if (taskId == null) {
          return new Found(taskIds, Optional.ofNullable(row.getObject("next_cursor", UUID.class)));
        }
        taskIds.add(taskId);
      }
    }
    throw new IllegalStateException("find_tasks returned no last row");
  }

  private static void bind(NamedStatement statement, String name, List<String> values)
      throws SQLException {
    if (values.isEmpty()) {
      statement.set(name, null);
    } else {
      statement.setArray(name, "text", values.toArray());
    }
  }
}
