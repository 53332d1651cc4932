package dev.tasker.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A node of the engine, present or past. To be read alone: each node writes its own. */
@Entity
@Immutable
@Table(name = "engine_node")
class EngineNode {

  @Id
  @Column(name = "node_id")
  private int nodeId;

  @Column(name = "name", nullable = false)
  private String name;

  @Column(name = "version", nullable = false)
  private String version;

  @Column(name = "joined_at", nullable = false)
  private Instant joinedAt;

  @Column(name = "seen_at", nullable = false)
  private Instant seenAt;

  @Column(name = "left_at")
  private @Nullable Instant leftAt;

  @Column(name = "left_how")
  private @Nullable String leftHow;

  /** For Hibernate. */
  protected EngineNode() {}

  int getNodeId() {
    return nodeId;
  }

  String getName() {
    return name;
  }

  String getVersion() {
    return version;
  }

  Instant getJoinedAt() {
    return joinedAt;
  }

  Instant getSeenAt() {
    return seenAt;
  }

  @Nullable Instant getLeftAt() {
    return leftAt;
  }

  @Nullable String getLeftHow() {
    return leftHow;
  }
}
