package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tasks that this node has worked on lately, within a bound; the longest unused go first. What
 * it holds never changes once committed, so it cannot be stale. Thread-safe.
 */
@ApplicationScoped
class TaskMemory {

  /** Results larger than this are read again rather than kept, in characters. */
  private static final int LARGEST_KEPT = 16 * 1024;

  private final Map<UUID, ActiveTask> tasks = new LinkedHashMap<>(256, 0.75f, true);
  private long room;
  private long used;

  /** For the container. */
  TaskMemory() {}

  @Inject
  TaskMemory(EngineConfig config) {
    this.room = config.taskMemory();
  }

  synchronized void keep(ActiveTask task) {
    if (tasks.put(task.taskId(), task) == null) {
      used += task.weight();
      shrink();
    }
  }

  synchronized Optional<ActiveTask> find(UUID taskId) {
    return Optional.ofNullable(tasks.get(taskId));
  }

  synchronized void remember(ActiveTask task, int stepNo, String resultsText) {
    if (resultsText.length() > LARGEST_KEPT) {
      return;
    }
    boolean held = tasks.get(task.taskId()) == task;
    int before = task.weight();
    task.remember(stepNo, resultsText);
    if (held) {
      used += task.weight() - before;
      shrink();
    }
  }

  /** Forgets a task that has ended. */
  synchronized void forget(UUID taskId) {
    ActiveTask gone = tasks.remove(taskId);
    if (gone != null) {
      used -= gone.weight();
    }
  }

  private void shrink() {
    var eldest = tasks.values().iterator();
    while (used > room && eldest.hasNext()) {
      used -= eldest.next().weight();
      eldest.remove();
    }
  }
}
