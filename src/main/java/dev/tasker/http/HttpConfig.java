package dev.tasker.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.http.}; the defaults are in a file. */
@ApplicationScoped
class HttpConfig {

  @Inject private Config config;

  /** The settings as they are now. */
  HttpSettings settings() {
    return from(config);
  }

  static HttpSettings from(Config config) {
    return new HttpSettings(
        config.getValue("tasker.http.timeout", Duration.class),
        config.getValue("tasker.http.connect-timeout", Duration.class),
        config.getValue("tasker.http.max-response-size", Integer.class),
        config.getValue("tasker.http.user-agent", String.class));
  }
}
