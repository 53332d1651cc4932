package dev.tasker.diagram;

import dev.tasker.api.task.StepState;

/**
 * How a step is shown: by a word, for those who see no colours, and by colours.
 *
 * @param word what the step does, for instance {@code in progress}
 * @param fill the colour of its box
 * @param stroke the colour of its edge
 */
public record Look(String word, String fill, String stroke) {

  /** The colour of all texts; it can be read on each fill. */
  static final String INK = "#1f2328";

  /**
   * The look of a step.
   *
   * @param retried whether a step in error will be tried again
   */
  static Look of(StepState state, boolean retried) {
    return switch (state) {
      case PENDING -> new Look("pending", "#f6f8fa", "#8c959f");
      case IN_PROGRESS -> new Look("in progress", "#ddf4ff", "#0969da");
      case COMPLETE -> new Look("complete", "#dafbe1", "#1a7f37");
      case ERROR ->
          retried
              ? new Look("error, will be retried", "#fff8c5", "#9a6700")
              : new Look("error", "#ffebe9", "#cf222e");
      case CANCELLED -> new Look("cancelled", "#eaeef2", "#57606a");
      case RESOLVED_MANUALLY -> new Look("resolved manually", "#fbefff", "#8250df");
    };
  }
}
