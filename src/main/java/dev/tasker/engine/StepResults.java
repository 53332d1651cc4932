package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.util.Optional;

/** The committed results of steps: from memory, else from the database. Thread-safe. */
@ApplicationScoped
class StepResults {

  private static final NamedSql READ = NamedSql.load("read_results");

  @Inject private Database database;
  @Inject private TaskMemory memory;

  /** A step's results as JSON text; empty if it has not finished. */
  Optional<String> of(ActiveTask task, int stepNo) {
    Optional<String> known = task.recall(stepNo);
    if (known.isPresent()) {
      return known;
    }
    Optional<String> read = read(task, stepNo);
    read.ifPresent(text -> memory.remember(task, stepNo, text));
    return read;
  }

  private Optional<String> read(ActiveTask task, int stepNo) {
    return database.call(
        connection -> {
          try (var statement = READ.on(connection).set("task", task.taskId()).set("step", stepNo);
              ResultSet row = statement.query()) {
            return row.next() ? Optional.of(row.getString("results")) : Optional.empty();
          }
        });
  }
}
