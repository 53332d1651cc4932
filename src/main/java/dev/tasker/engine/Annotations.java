package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets task handlers annotate tasks that have ended. Which tasks wait for that is in the database,
 * so that none is forgotten when a node dies. Thread-safe.
 */
@ApplicationScoped
class Annotations {

  private static final Logger LOG = System.getLogger(Annotations.class.getName());
  private static final NamedSql POSTPONE = NamedSql.load("postpone_annotation");

  @Inject private Database database;
  @Inject private EngineExecutors executors;
  @Inject private AnnotationTurn turn;

  private final AtomicBoolean asked = new AtomicBoolean();

  /** A task with a task handler has ended: hears it soon, on a thread of the engine. */
  void wake() {
    if (asked.compareAndSet(false, true)) {
      executors.engine().execute(this::run);
    }
  }

  /** Hears the task handlers of all tasks that wait for it. */
  void run() {
    asked.set(false);
    boolean more = true;
    while (more) {
      more = next();
    }
  }

  private boolean next() {
    var current = new AnnotationTurn.Current();
    try {
      return turn.take(current);
    } catch (RuntimeException e) {
      Optional<UUID> taskId = current.taskId();
      if (taskId.isEmpty()) {
        LOG.log(Level.WARNING, "Ended tasks could not be looked up; that is tried again later.", e);
        return false;
      }
      LOG.log(
          Level.WARNING,
          "The task handler of task " + taskId.get() + " failed; it is asked again later.",
          e);
      return postpone(taskId.get());
    }
  }

  private boolean postpone(UUID taskId) {
    return database.call(
            connection -> {
              try (var statement = POSTPONE.on(connection).set("task", taskId)) {
                return statement.update();
              }
            })
        > 0;
  }
}
