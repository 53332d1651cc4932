package dev.tasker.engine;

import dev.tasker.database.Json;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of a task that it works on: what never changes (template, context, who
 * asked) and the committed results that it has seen. So a chain of steps needs no read.
 * Thread-safe.
 */
final class ActiveTask {

  private final UUID taskId;
  private final RunnableTemplate template;
  private final int priority;
  private final String initiator;
  private final String correlationId;
  private final String contextText;
  private final Map<Integer, String> results = new ConcurrentHashMap<>();
  private final AtomicInteger weight;
  private volatile @Nullable Map<String, Object> context;

  ActiveTask(UUID taskId, RunnableTemplate template, Origin origin, String contextText) {
    this.taskId = taskId;
    this.template = template;
    this.priority = origin.priority();
    this.initiator = origin.initiator();
    this.correlationId = origin.correlationId();
    this.contextText = contextText;
    this.weight = new AtomicInteger(500 + contextText.length());
  }

  /** Who asked for a task, and how urgent it is. */
  record Origin(int priority, String initiator, String correlationId) {}

  UUID taskId() {
    return taskId;
  }

  RunnableTemplate template() {
    return template;
  }

  int priority() {
    return priority;
  }

  String initiator() {
    return initiator;
  }

  String correlationId() {
    return correlationId;
  }

  /** The context, read when it is first asked for: many handlers never do. */
  Map<String, Object> context() {
    Map<String, Object> known = context;
    if (known == null) {
      known = Json.object(contextText);
      context = known;
    }
    return known;
  }

  /** Keeps a step's committed results, as JSON text. */
  void remember(int stepNo, String resultsText) {
    if (results.put(stepNo, resultsText) == null) {
      weight.addAndGet(resultsText.length());
    }
  }

  /** A step's committed results, if this node has seen them. */
  Optional<String> recall(int stepNo) {
    return Optional.ofNullable(results.get(stepNo));
  }

  /** About how many characters the task holds in memory. */
  int weight() {
    return weight.get();
  }
}
