package dev.tasker.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a task handler had to say of a task. To be read alone: the engine's statements write it. */
@Entity
@Immutable
@Table(name = "task_annotation")
class TaskAnnotation {

  @Id
  @Column(name = "task_id")
  private UUID taskId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "annotation", nullable = false)
  private String annotation;

  /** For Hibernate. */
  protected TaskAnnotation() {}

  UUID getTaskId() {
    return taskId;
  }

  String getAnnotation() {
    return annotation;
  }
}
