package dev.tasker.analytics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.analytics.}; the defaults are in a file. */
@ApplicationScoped
class AnalyticsConfig {

  private Config config;

  /** For the container. */
  AnalyticsConfig() {}

  @Inject
  AnalyticsConfig(Config config) {
    this.config = config;
  }

  /** How many ended tasks one answer looks at. */
  int maxTasks() {
    return config.getValue("tasker.analytics.max-tasks", Integer.class);
  }

  /** Of how many of them it looks at the steps and at the errors. */
  int maxSampledTasks() {
    return config.getValue("tasker.analytics.max-sampled-tasks", Integer.class);
  }
}
