package dev.tasker.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.rest.}; the defaults are in a file. */
@ApplicationScoped
class RestConfig {

  @Inject private Config config;

  /**
   * How large a body may be.
   *
   * @param bytes how many bytes it may have
   * @param setting the setting that says so
   */
  record BodyLimit(int bytes, String setting) {}

  /** How large the body of a request may be. */
  BodyLimit bodyLimit() {
    return limit("tasker.rest.max-body-size");
  }

  /** How large the body of a request may be that starts many tasks. */
  BodyLimit batchLimit() {
    return limit("tasker.rest.max-batch-size");
  }

  private BodyLimit limit(String setting) {
    return new BodyLimit(config.getValue(setting, Integer.class), setting);
  }
}
