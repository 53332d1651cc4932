package dev.tasker.api.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A task as it was at one moment.
 *
 * @param taskId a UUID version 7
 * @param namespace the template's namespace
 * @param name the template's name
 * @param version the template's version
 * @param status the task's state
 * @param context the accepted context, schema defaults filled in
 * @param initiator who started it
 * @param reason why
 * @param sourceSystem from which system
 * @param tags words to find it by
 * @param priority higher first
 * @param bypassSteps the steps that were not to run
 * @param correlationId ties it to others
 * @param requestedAt when it was accepted, by the database's clock
 * @param runAt not before this time
 * @param startedAt when its first step started
 * @param completedAt when it ended
 * @param annotations what its task handler had to say when it ended; empty for nothing
 * @param steps its steps in the template's order
 * @since 0.1
 */
public record TaskView(
    UUID taskId,
    String namespace,
    String name,
    String version,
    TaskState status,
    Map<String, Object> context,
    String initiator,
    String reason,
    String sourceSystem,
    List<String> tags,
    int priority,
    List<String> bypassSteps,
    String correlationId,
    Instant requestedAt,
    Optional<Instant> runAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Map<String, Object> annotations,
    List<StepView> steps) {

  /** The template's namespace, name and version as one word: {@code ns.name@version}. */
  public String fullName() {
    return namespace + "." + name + "@" + version;
  }
}
