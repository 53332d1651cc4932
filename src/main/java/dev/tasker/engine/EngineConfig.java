package dev.tasker.engine;

import dev.tasker.template.DurationText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings under {@code tasker.engine.} and {@code tasker.node.}; the defaults are in a file.
 */
@ApplicationScoped
class EngineConfig {

  private Config config;

  /** For the container. */
  EngineConfig() {}

  @Inject
  EngineConfig(Config config) {
    this.config = config;
  }

  /** How many handlers may hold a thread at once. */
  int threads() {
    return Math.min(number("tasker.engine.threads"), EngineExecutors.MOST_THREADS);
  }

  /** How many asynchronous handlers may be under way at once. */
  int asyncSteps() {
    return number("tasker.engine.async-steps");
  }

  /** How many steps may wait in the queue before new tasks are refused. */
  int maxWaiting() {
    return number("tasker.engine.max-waiting");
  }

  /** How many characters of contexts and results this node keeps in memory. */
  int taskMemory() {
    return number("tasker.engine.task-memory");
  }

  /** How many characters the results of a step may have. */
  int maxResultSize() {
    return number("tasker.engine.max-result-size");
  }

  /** How often the node proves that it lives. */
  Duration heartbeat() {
    return duration("tasker.engine.heartbeat");
  }

  /** How long a node may be silent before its work is given to others. */
  Duration lease() {
    return duration("tasker.engine.lease");
  }

  /** How many nodes in a row may die of a step before it fails for good. */
  int maxNodeLosses() {
    return number("tasker.engine.max-node-losses");
  }

  /** How often the auditor looks for work that got stuck. */
  Duration auditInterval() {
    return duration("tasker.engine.audit-interval");
  }

  /** How long a stopping node waits for its running steps. */
  Duration shutdownGrace() {
    return duration("tasker.engine.shutdown-grace");
  }

  /**
   * How long a task is kept after its end; for ever if empty.
   *
   * @throws IllegalArgumentException if the setting is no such time
   */
  Optional<Duration> retention() {
    return config.getOptionalValue("tasker.retention", String.class).map(EngineConfig::retention);
  }

  private static Duration retention(String text) {
    return DurationText.parse(text)
        .filter(age -> age.compareTo(Duration.ZERO) > 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tasker.retention is \"%s\": write a time like 30d, 12h or P30D, or nothing to keep every task."
                        .formatted(text)));
  }

  /** The node's name in the audit trail. */
  String nodeName() {
    return config.getValue("tasker.node.name", String.class);
  }

  private int number(String key) {
    return config.getValue(key, Integer.class);
  }

  private Duration duration(String key) {
    return config.getValue(key, Duration.class);
  }
}
