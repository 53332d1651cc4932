package dev.tasker.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A task template as some node loaded it. Never deleted, so each task finds its own. */
@Entity
@Immutable
@Table(name = "task_template")
class TaskTemplateRecord {

  @Id
  @Column(name = "template_id")
  private UUID templateId;

  @Column(name = "namespace", nullable = false)
  private String namespace;

  @Column(name = "name", nullable = false)
  private String name;

  @Column(name = "version", nullable = false)
  private String version;

  @Column(name = "environment", nullable = false)
  private String environment;

  @Column(name = "checksum", nullable = false)
  private String checksum;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "definition", nullable = false)
  private String definition;

  @Column(name = "loaded_at", nullable = false)
  private Instant loadedAt;

  @Column(name = "superseded_at")
  private @Nullable Instant supersededAt;

  /** For Hibernate. */
  protected TaskTemplateRecord() {}

  UUID getTemplateId() {
    return templateId;
  }

  String getNamespace() {
    return namespace;
  }

  String getName() {
    return name;
  }

  String getVersion() {
    return version;
  }

  String getEnvironment() {
    return environment;
  }

  String getChecksum() {
    return checksum;
  }

  String getDefinition() {
    return definition;
  }

  Instant getLoadedAt() {
    return loadedAt;
  }

  @Nullable Instant getSupersededAt() {
    return supersededAt;
  }
}
