package dev.tasker.rest;

import dev.tasker.insight.Explanation;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Why a task is where it is. */
record ExplanationDocument(UUID taskId, String status, String summary, List<Step> steps) {

  static ExplanationDocument of(Explanation explanation) {
    return new ExplanationDocument(
        explanation.taskId(),
        explanation.status().word(),
        explanation.summary(),
        explanation.steps().stream().map(Step::of).toList());
  }

  /** Why a step has not ended. */
  record Step(
      UUID stepId,
      String name,
      String status,
      String reason,
      String explanation,
      Map<String, Object> details) {

    static Step of(Explanation.OfStep step) {
      return new Step(
          step.stepId(),
          step.name(),
          step.status().word(),
          step.reason().word(),
          step.explanation(),
          step.details());
    }
  }
}
