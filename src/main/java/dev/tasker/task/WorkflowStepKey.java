package dev.tasker.task;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * What a step is stored under.
 *
 * @param taskId its task
 * @param stepNo its place in its template, from 0
 */
@Embeddable
record WorkflowStepKey(
    @Column(name = "task_id", nullable = false) UUID taskId,
    @Column(name = "step_no", nullable = false) int stepNo) {}
