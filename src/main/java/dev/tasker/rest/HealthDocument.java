package dev.tasker.rest;

import dev.tasker.health.HealthReport;
import java.util.List;

/**
 * Whether the engine lives, or can take work.
 *
 * @param status {@code up} or {@code down}
 * @param checks what was looked at
 * @param warnings what an operator should look at
 */
record HealthDocument(String status, List<Check> checks, List<Warning> warnings) {

  static HealthDocument of(HealthReport report) {
    return new HealthDocument(
        word(report.isUp()),
        report.checks().stream()
            .map(check -> new Check(check.name(), word(check.up()), check.detail()))
            .toList(),
        report.warnings().stream()
            .map(warning -> new Warning(warning.name(), warning.subject(), warning.problems()))
            .toList());
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }

  /** One thing that was looked at. */
  record Check(String name, String status, String detail) {}

  /** One thing that somebody should repair. */
  record Warning(String name, String subject, List<String> problems) {}
}
