package dev.tasker.api.task;

import java.util.List;
import java.util.Optional;

/**
 * What is to change of a task; what is empty stays as it is. Begin with {@link #none()}.
 *
 * @param reason why the task exists
 * @param tags the words to find it by, in place of those it has
 * @param priority −32768 to 32767, higher first; also for its steps that wait in the queue
 * @since 0.1
 */
public record TaskChange(
    Optional<String> reason, Optional<List<String>> tags, Optional<Integer> priority) {

  /** Copies the list. */
  public TaskChange {
    tags = tags.map(List::copyOf);
  }

  /** Changes nothing. */
  public static TaskChange none() {
    return new TaskChange(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Changes the reason too. */
  public TaskChange withReason(String newReason) {
    return new TaskChange(Optional.of(newReason), tags, priority);
  }

  /** Replaces the tags too. */
  public TaskChange withTags(List<String> newTags) {
    return new TaskChange(reason, Optional.of(newTags), priority);
  }

  /** Changes the priority too. */
  public TaskChange withPriority(int newPriority) {
    return new TaskChange(reason, tags, Optional.of(newPriority));
  }
}
