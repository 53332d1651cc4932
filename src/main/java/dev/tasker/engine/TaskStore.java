package dev.tasker.engine;

import dev.tasker.api.task.EngineBusyException;
import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.engine.NewTasks.Stored;
import dev.tasker.task.TaskInserts.NewRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Puts new tasks into the database, with the keys that they came with. Thread-safe. */
@ApplicationScoped
class TaskStore {

  @Inject private Database database;
  @Inject private Arrivals arrivals;
  @Inject private NodeIdentity identity;

  /**
   * Stores tasks, all or none.
   *
   * @param joins whether that is a part of a transaction of the caller
   * @throws EngineBusyException if the database is away; the tasks may be stored nevertheless
   */
  Stored insert(List<NewRow> rows, boolean joins) {
    try {
      int nodeId = identity.id();
      if (!joins && rows.size() == 1) {
        return arrivals.store(nodeId, rows.get(0));
      }
      return database.call(connection -> NewTasks.store(connection, nodeId, rows, joins));
    } catch (DatabaseException e) {
      if (e.isLasting()) {
        throw e;
      }
      throw new EngineBusyException(
          "The database cannot be reached, or was cut off before it answered. Send the request"
              + " again with the same Idempotency-Key to be sure to start the task once.",
          Duration.ofSeconds(2));
    }
  }
}
