package dev.tasker.rest;

import dev.tasker.api.task.StepChange;
import dev.tasker.api.task.TaskChange;
import java.util.Map;

/** Reads what an operator wishes to change or to do. */
final class ChangeReader {

  private static final int LONGEST_REASON = 1000;

  private ChangeReader() {}

  /**
   * What is to change of a task.
   *
   * @throws dev.tasker.api.task.TaskRefusedException with everything that is wrong with it
   */
  static TaskChange task(Members members) {
    var change =
        new TaskChange(
            members.text("reason"), members.givenTexts("tags"), members.number("priority"));
    members.check();
    return change;
  }

  /**
   * What is to change of a step.
   *
   * @throws dev.tasker.api.task.TaskRefusedException with everything that is wrong with it
   */
  static StepChange step(Members members) {
    var change = new StepChange(members.number("retry_limit"), members.object("inputs"));
    members.check();
    return change;
  }

  /**
   * Why something is to be done, if the body says it.
   *
   * @param otherwise the reason if it does not
   * @throws dev.tasker.api.task.TaskRefusedException with everything that is wrong with it
   */
  static String reason(Members members, String otherwise) {
    String reason = members.text("reason", LONGEST_REASON).orElse(otherwise);
    members.check();
    return reason;
  }

  /** The reason in a query. */
  static String reason(Query query, String otherwise) {
    String reason = query.text("reason", LONGEST_REASON).orElse(otherwise);
    query.check();
    return reason;
  }

  /** How a step is to be resolved. */
  record Resolution(Map<String, Object> results, String reason) {

    /**
     * Reads it.
     *
     * @throws dev.tasker.api.task.TaskRefusedException with everything that is wrong with it
     */
    static Resolution of(Members members) {
      Map<String, Object> results = members.object("results").orElse(Map.of());
      return new Resolution(results, ChangeReader.reason(members, "resolved over the API"));
    }
  }
}
