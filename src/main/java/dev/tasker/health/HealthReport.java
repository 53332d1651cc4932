package dev.tasker.health;

import java.util.List;

/**
 * The answer to a question for health.
 *
 * @param checks what was looked at
 * @param warnings what an operator should look at, though it does not keep the engine from working
 */
public record HealthReport(List<Check> checks, List<Warning> warnings) {

  /** Copies the lists. */
  public HealthReport {
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
  }

  /** Whether every check passed. */
  public boolean isUp() {
    return checks.stream().allMatch(Check::up);
  }

  /**
   * One thing that was looked at.
   *
   * @param name for instance {@code database}
   * @param up whether it is as it must be
   * @param detail what was found, for people
   */
  public record Check(String name, boolean up, String detail) {}

  /**
   * One thing that somebody should repair.
   *
   * @param name what kind of thing, for instance {@code template_refused}
   * @param subject which one, for instance a file
   * @param problems all that is wrong with it
   */
  public record Warning(String name, String subject, List<String> problems) {

    /** Copies the list. */
    public Warning {
      problems = List.copyOf(problems);
    }
  }
}
