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

/**
 * A change of state of a task or of a step, as it is stored; never changed. The words of both kinds
 * of states are the same.
 */
@Entity
@Immutable
@Table(name = "transition")
class Transition {

  @EmbeddedId private TransitionKey key;

  @Column(name = "step_no")
  private @Nullable Integer stepNo;

  @Column(name = "attempt")
  private @Nullable Integer attempt;

  @Column(name = "node_id")
  private @Nullable Integer nodeId;

  @Column(name = "from_state", columnDefinition = "state_word")
  private @Nullable StepState fromState;

  @Column(name = "to_state", nullable = false, columnDefinition = "state_word")
  private StepState toState;

  @Column(name = "actor", nullable = false)
  private String actor;

  @Column(name = "reason")
  private @Nullable String reason;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "occurred_at", nullable = false)
  private Instant occurredAt;

  /** For Hibernate. */
  protected Transition() {}

  TransitionKey getKey() {
    return key;
  }

  @Nullable Integer getStepNo() {
    return stepNo;
  }

  @Nullable Integer getAttempt() {
    return attempt;
  }

  @Nullable Integer getNodeId() {
    return nodeId;
  }

  @Nullable StepState getFromState() {
    return fromState;
  }

  StepState getToState() {
    return toState;
  }

  String getActor() {
    return actor;
  }

  @Nullable String getReason() {
    return reason;
  }

  @Nullable String getError() {
    return error;
  }

  Instant getOccurredAt() {
    return occurredAt;
  }
}
