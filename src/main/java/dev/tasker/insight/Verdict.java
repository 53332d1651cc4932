package dev.tasker.insight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What was found out about a step. Not thread-safe. */
final class Verdict {

  private final Reason reason;
  private final String explanation;
  private final Map<String, Object> details = new LinkedHashMap<>();

  Verdict(Reason reason, String explanation) {
    this.reason = reason;
    this.explanation = explanation;
  }

  /** Adds a member to the details. */
  Verdict with(String name, Object value) {
    details.put(name, value);
    return this;
  }

  /** Adds how many attempts were made and how many may count. */
  Verdict withBudget(StepSnapshot.Attempts attempts) {
    return with("attempts", attempts.made())
        .with("forgiven_attempts", attempts.forgiven())
        .with("retry_limit", attempts.limit());
  }

  Explanation.OfStep of(UUID stepId, StepSnapshot step) {
    return new Explanation.OfStep(stepId, step.name(), step.state(), reason, explanation, details);
  }
}
