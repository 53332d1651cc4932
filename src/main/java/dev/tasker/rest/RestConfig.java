package dev.tasker.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.rest.}; the defaults are in a file. */
@ApplicationScoped
class RestConfig {

  @Inject private Config config;

  /** How many bytes the body of a request may have. */
  int maxBodySize() {
    return config.getValue("tasker.rest.max-body-size", Integer.class);
  }
}
