package dev.tasker.task;

import dev.tasker.api.task.StepState;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A step as it is stored. To be read alone: the engine's statements write it. */
@Entity
@Immutable
@Table(name = "workflow_step")
class WorkflowStep {

  @EmbeddedId private WorkflowStepKey key;

  @Column(name = "name", nullable = false)
  private String name;

  @Column(name = "state", nullable = false, columnDefinition = "state_word")
  private StepState state;

  @Column(name = "remaining_parents", nullable = false)
  private int remainingParents;

  @Column(name = "attempts", nullable = false)
  private int attempts;

  @Column(name = "forgiven_attempts", nullable = false)
  private int forgivenAttempts;

  @Column(name = "node_losses", nullable = false)
  private short nodeLosses;

  @Column(name = "retry_limit", nullable = false)
  private int retryLimit;

  @Column(name = "retryable", nullable = false)
  private boolean retryable;

  @Column(name = "skippable", nullable = false)
  private boolean skippable;

  @Column(name = "dependent_system")
  private @Nullable String dependentSystem;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "inputs")
  private @Nullable String inputs;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "results")
  private @Nullable String results;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "claim_token")
  private @Nullable Long claimToken;

  @Column(name = "node_id")
  private @Nullable Integer nodeId;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "last_attempted_at")
  private @Nullable Instant lastAttemptedAt;

  @Column(name = "next_retry_at")
  private @Nullable Instant nextRetryAt;

  @Column(name = "completed_at")
  private @Nullable Instant completedAt;

  /** For Hibernate. */
  protected WorkflowStep() {}

  WorkflowStepKey getKey() {
    return key;
  }

  String getName() {
    return name;
  }

  StepState getState() {
    return state;
  }

  int getRemainingParents() {
    return remainingParents;
  }

  int getAttempts() {
    return attempts;
  }

  int getForgivenAttempts() {
    return forgivenAttempts;
  }

  int getNodeLosses() {
    return nodeLosses;
  }

  int getRetryLimit() {
    return retryLimit;
  }

  boolean isRetryable() {
    return retryable;
  }

  boolean isSkippable() {
    return skippable;
  }

  @Nullable String getDependentSystem() {
    return dependentSystem;
  }

  @Nullable String getInputs() {
    return inputs;
  }

  @Nullable String getResults() {
    return results;
  }

  @Nullable String getError() {
    return error;
  }

  @Nullable Long getClaimToken() {
    return claimToken;
  }

  @Nullable Integer getNodeId() {
    return nodeId;
  }

  @Nullable Instant getStartedAt() {
    return startedAt;
  }

  @Nullable Instant getLastAttemptedAt() {
    return lastAttemptedAt;
  }

  @Nullable Instant getNextRetryAt() {
    return nextRetryAt;
  }

  @Nullable Instant getCompletedAt() {
    return completedAt;
  }
}
