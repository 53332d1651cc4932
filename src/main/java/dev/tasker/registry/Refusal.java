package dev.tasker.registry;

/**
 * Why something is not registered.
 *
 * @param problem what is wrong
 * @param required what is required
 * @param suggestion what to do
 */
public record Refusal(String problem, String required, String suggestion) {

  /** All three, for people. */
  public String message() {
    return problem + " Required: " + required + " Suggestion: " + suggestion;
  }
}
