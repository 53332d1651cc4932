package dev.tasker.chaos;

import java.util.UUID;

/**
 * What an operator has done, and what it was answered.
 *
 * @param step the step's name; empty if the act is about the whole task
 * @param wish what was to be done
 * @param token the reason that was given, which is no other act's
 * @param status the answer's; 0 if there was none
 */
public record Act(UUID task, String step, Wish wish, String token, int status) {

  /** What can be done. */
  public enum Wish {
    /** To cancel a task. */
    CANCEL_TASK,
    /** To cancel a step. */
    CANCEL_STEP,
    /** To run what has failed again. */
    RETRY,
    /** To declare a step done. */
    RESOLVE,
    /** To change a priority or a limit: no change of state follows. */
    CHANGE
  }

  boolean succeeded() {
    return status / 100 == 2;
  }

  /** Whether the answer promises that nothing was done. */
  boolean wasRefused() {
    return status / 100 == 4;
  }
}
