package dev.tasker.api.task;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wish to start a task. Build one with {@link #named(String)}.
 *
 * @param namespace the template's namespace; default {@code default}
 * @param name the template's name
 * @param version the template's version; empty means the newest
 * @param context JSON members that the template's schema checks
 * @param initiator who starts the task
 * @param reason why
 * @param sourceSystem from which system
 * @param tags words to find the task by
 * @param priority −32768 to 32767, higher first; default 0
 * @param bypassSteps skippable steps that are not to run; they become {@code resolved_manually}
 * @param runAt not before this time; empty means at once
 * @param correlationId ties the task to others; made up if empty
 * @param idempotencyKey the same key starts one task only
 * @since 0.1
 */
public record TaskRequest(
    String namespace,
    String name,
    Optional<String> version,
    Map<String, Object> context,
    String initiator,
    String reason,
    String sourceSystem,
    List<String> tags,
    int priority,
    List<String> bypassSteps,
    Optional<Instant> runAt,
    Optional<String> correlationId,
    Optional<String> idempotencyKey) {

  /** Copies maps and lists. */
  public TaskRequest {
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    tags = List.copyOf(tags);
    bypassSteps = List.copyOf(bypassSteps);
  }

  /** Whether an idempotency key came with it. */
  public boolean hasIdempotencyKey() {
    return idempotencyKey.isPresent();
  }

  /** Begins a request for the newest version of a template in the namespace {@code default}. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the parts of a request; not thread-safe. */
  public static final class Builder {
    private final String name;
    private String namespace = "default";
    private Optional<String> version = Optional.empty();
    private Map<String, Object> context = Map.of();
    private String initiator = "application";
    private String reason = "started by the application";
    private String sourceSystem = "application";
    private List<String> tags = List.of();
    private int priority;
    private List<String> bypassSteps = List.of();
    private Optional<Instant> runAt = Optional.empty();
    private Optional<String> correlationId = Optional.empty();
    private Optional<String> idempotencyKey = Optional.empty();

    private Builder(String name) {
      this.name = name;
    }

    /** The template's namespace. */
    public Builder namespace(String namespace) {
      this.namespace = namespace;
      return this;
    }

    /** One version instead of the newest. */
    public Builder version(String version) {
      this.version = Optional.of(version);
      return this;
    }

    /** The task's context. */
    public Builder context(Map<String, Object> context) {
      this.context = context;
      return this;
    }

    /** Who starts the task. */
    public Builder initiator(String initiator) {
      this.initiator = initiator;
      return this;
    }

    /** Why. */
    public Builder reason(String reason) {
      this.reason = reason;
      return this;
    }

    /** From which system. */
    public Builder sourceSystem(String sourceSystem) {
      this.sourceSystem = sourceSystem;
      return this;
    }

    /** Words to find the task by. */
    public Builder tags(List<String> tags) {
      this.tags = tags;
      return this;
    }

    /** Higher first; default 0. */
    public Builder priority(int priority) {
      this.priority = priority;
      return this;
    }

    /** Skippable steps that are not to run. */
    public Builder bypassSteps(List<String> bypassSteps) {
      this.bypassSteps = bypassSteps;
      return this;
    }

    /** Not before this time. */
    public Builder runAt(Instant runAt) {
      this.runAt = Optional.of(runAt);
      return this;
    }

    /** Ties the task to others. */
    public Builder correlationId(String correlationId) {
      this.correlationId = Optional.of(correlationId);
      return this;
    }

    /** The same key starts one task only. */
    public Builder idempotencyKey(String idempotencyKey) {
      this.idempotencyKey = Optional.of(idempotencyKey);
      return this;
    }

    /** The request. */
    public TaskRequest build() {
      return new TaskRequest(
          namespace,
          name,
          version,
          context,
          initiator,
          reason,
          sourceSystem,
          tags,
          priority,
          bypassSteps,
          runAt,
          correlationId,
          idempotencyKey);
    }
  }
}
