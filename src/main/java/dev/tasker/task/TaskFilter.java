package dev.tasker.task;

import dev.tasker.api.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks are wanted: those that meet one value of each list that is not empty.
 *
 * @param states their states
 * @param namespaces their templates' namespaces
 * @param names their templates' names
 * @param versions their templates' versions
 * @param tags one of their tags
 * @param initiators who started them
 * @param sourceSystems from which system
 * @param requestedAfter requested at that time or later
 * @param requestedBefore requested earlier than that
 */
public record TaskFilter(
    List<TaskState> states,
    List<String> namespaces,
    List<String> names,
    List<String> versions,
    List<String> tags,
    List<String> initiators,
    List<String> sourceSystems,
    Optional<Instant> requestedAfter,
    Optional<Instant> requestedBefore) {

  /** Copies the lists. */
  public TaskFilter {
    states = List.copyOf(states);
    namespaces = List.copyOf(namespaces);
    names = List.copyOf(names);
    versions = List.copyOf(versions);
    tags = List.copyOf(tags);
    initiators = List.copyOf(initiators);
    sourceSystems = List.copyOf(sourceSystems);
  }
}
