package dev.tasker.task;

import dev.tasker.api.task.StartedTask;
import java.util.Optional;
import java.util.UUID;

/**
 * A task that someone asked for and that is in the database now.
 *
 * @param taskId the task
 * @param stored as what it was stored; empty if that was before, under the same idempotency key
 */
public record AcceptedTask(UUID taskId, Optional<StoredTask> stored) {

  /** What a caller of {@link dev.tasker.api.task.Tasks} is told. */
  public StartedTask started() {
    return new StartedTask(taskId, stored.isPresent());
  }
}
