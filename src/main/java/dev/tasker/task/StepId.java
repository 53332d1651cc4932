package dev.tasker.task;

import java.util.Optional;
import java.util.UUID;

/**
 * The id of a step, derived from its task's id and its number: the low 20 bits of a task's id are
 * zero, those of a step's id hold its number plus 1. So a step's id is a UUID version 7 that sorts
 * right after its task's, and no table stores it.
 *
 * @param taskId the step's task; its low 20 bits are zero
 * @param stepNo the step's place in its template, from 0 to {@link #MAX_STEP_NO}
 */
public record StepId(UUID taskId, int stepNo) {

  /** The highest number that a step can have. */
  public static final int MAX_STEP_NO = (1 << 20) - 2;

  private static final long NUMBER_BITS = (1L << 20) - 1;

  /** Checks that both fit into one id. */
  public StepId {
    if ((taskId.getLeastSignificantBits() & NUMBER_BITS) != 0) {
      throw new IllegalArgumentException(taskId + " is not the id of a task: its end is not zero");
    }
    if (stepNo < 0 || stepNo > MAX_STEP_NO) {
      throw new IllegalArgumentException(
          "A step's number lies between 0 and " + MAX_STEP_NO + ", not at " + stepNo);
    }
  }

  /** The step of a task that an id from outside means; empty if it means none of that task's. */
  public static Optional<StepId> of(UUID taskId, UUID stepId) {
    long end = stepId.getLeastSignificantBits() & NUMBER_BITS;
    boolean ofThatTask =
        stepId.getMostSignificantBits() == taskId.getMostSignificantBits()
            && (stepId.getLeastSignificantBits() & ~NUMBER_BITS)
                == taskId.getLeastSignificantBits();
    return ofThatTask && end != 0
        ? Optional.of(new StepId(taskId, (int) end - 1))
        : Optional.empty();
  }

  /** The step that an id means; empty if it is not the id of a step, but of a task. */
  public static Optional<StepId> of(UUID id) {
    long end = id.getLeastSignificantBits() & NUMBER_BITS;
    var taskId = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~NUMBER_BITS);
    return end == 0 ? Optional.empty() : Optional.of(new StepId(taskId, (int) end - 1));
  }

  /** The id as the outside sees it. */
  public UUID toUuid() {
    return new UUID(
        taskId.getMostSignificantBits(), taskId.getLeastSignificantBits() | (stepNo + 1));
  }
}
