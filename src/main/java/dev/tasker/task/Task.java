package dev.tasker.task;

import dev.tasker.api.task.TaskState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A task as it is stored. To be read alone: the engine's statements write it. */
@Entity
@Immutable
@Table(name = "task")
class Task {

  @Id
  @Column(name = "task_id")
  private UUID taskId;

  @Column(name = "template_id", nullable = false)
  private UUID templateId;

  @Column(name = "status", nullable = false, columnDefinition = "state_word")
  private TaskState status;

  @Column(name = "priority", nullable = false)
  private short priority;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "context", nullable = false)
  private String context;

  @Column(name = "initiator", nullable = false)
  private String initiator;

  @Column(name = "reason", nullable = false)
  private String reason;

  @Column(name = "source_system", nullable = false)
  private String sourceSystem;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "tags", nullable = false)
  private List<String> tags;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "bypass_steps", nullable = false)
  private List<String> bypassSteps;

  @Column(name = "correlation_id", nullable = false)
  private String correlationId;

  @Column(name = "requested_at", nullable = false)
  private Instant requestedAt;

  @Column(name = "run_at")
  private @Nullable Instant runAt;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "completed_at")
  private @Nullable Instant completedAt;

  @Column(name = "unfinished_leaves", nullable = false)
  private int unfinishedLeaves;

  @Column(name = "failed_steps", nullable = false)
  private int failedSteps;

  /** For Hibernate. */
  protected Task() {}

  UUID getTaskId() {
    return taskId;
  }

  UUID getTemplateId() {
    return templateId;
  }

  TaskState getStatus() {
    return status;
  }

  short getPriority() {
    return priority;
  }

  String getContext() {
    return context;
  }

  String getInitiator() {
    return initiator;
  }

  String getReason() {
    return reason;
  }

  String getSourceSystem() {
    return sourceSystem;
  }

  List<String> getTags() {
    return List.copyOf(tags);
  }

  List<String> getBypassSteps() {
    return List.copyOf(bypassSteps);
  }

  String getCorrelationId() {
    return correlationId;
  }

  Instant getRequestedAt() {
    return requestedAt;
  }

  @Nullable Instant getRunAt() {
    return runAt;
  }

  @Nullable Instant getStartedAt() {
    return startedAt;
  }

  @Nullable Instant getCompletedAt() {
    return completedAt;
  }

  int getUnfinishedLeaves() {
    return unfinishedLeaves;
  }

  int getFailedSteps() {
    return failedSteps;
  }
}
