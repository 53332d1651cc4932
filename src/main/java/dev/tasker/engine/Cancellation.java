package dev.tasker.engine;

import dev.tasker.api.task.IllegalTaskStateException;
import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.database.NamedSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Cancels tasks, here and on the nodes that run steps of them. Thread-safe. */
@ApplicationScoped
class Cancellation {

  private static final NamedSql CANCEL = NamedSql.load("cancel_task");

  @Inject private Interventions interventions;
  @Inject private NodeIdentity identity;
  @Inject private NodeDuties duties;
  @Inject private WakeUps wakeUps;
  @Inject private Annotations annotations;
  @Inject private TaskMemory memory;

  /** Cancels a task; see {@link dev.tasker.api.task.Tasks#cancel}. */
  void cancel(UUID taskId, String actor, String reason) {
    Optional<String> was =
        interventions.call(
            CANCEL,
            statement ->
                statement
                    .set("task", taskId)
                    .set("node", identity.id())
                    .set("actor", actor)
                    .set("reason", reason),
            row -> Optional.ofNullable(row.getString("was")));
    String state = was.orElseThrow(() -> new TaskNotFoundException(taskId));
    if (state.equals("complete") || state.equals("resolved_manually")) {
      throw new IllegalTaskStateException(
          "The task is " + state + ": it has ended and cannot be cancelled.");
    }
    if (!state.equals("cancelled")) {
      interventions.whenCommitted(() -> tell(taskId));
    }
  }

  private void tell(UUID taskId) {
    memory.forget(taskId);
    duties.cancel(taskId);
    wakeUps.cancelled(taskId);
    annotations.wake();
  }
}
