package dev.tasker.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.log.}; the defaults are in a file. */
@ApplicationScoped
class LogConfig {

  private Config config;

  /** For the container. */
  LogConfig() {}

  @Inject
  LogConfig(Config config) {
    this.config = config;
  }

  /** Whether structured lines are JSON. */
  boolean isJson() {
    return config.getValue("tasker.log.format", String.class).equals("json");
  }

  /** Whether each change of a task or of a step is logged. */
  boolean changes() {
    return config.getValue("tasker.log.changes", Boolean.class);
  }

  /** Names of members whose values are hidden, separated by commas. */
  String masked() {
    return config.getOptionalValue("tasker.log.masked", String.class).orElse("");
  }

  String environment() {
    return config.getValue("tasker.environment", String.class);
  }
}
