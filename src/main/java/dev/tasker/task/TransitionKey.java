package dev.tasker.task;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * What a transition is stored under.
 *
 * @param taskId its task
 * @param transitionNo grows in the order in which the task's transitions happened
 */
@Embeddable
record TransitionKey(
    @Column(name = "task_id", nullable = false) UUID taskId,
    @Column(name = "transition_no", nullable = false) long transitionNo) {}
