package dev.tasker.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.events.}; the defaults are in a file. */
@ApplicationScoped
public class EventConfig {

  private Config config;

  /** For the container. */
  EventConfig() {}

  /** Reads from that configuration. */
  @Inject
  public EventConfig(Config config) {
    this.config = config;
  }

  /** How many events may wait for one subscriber. */
  public int queue() {
    return config.getValue("tasker.events.queue", Integer.class);
  }

  /** From how long on a call counts as slow. */
  public Duration slowAfter() {
    return config.getValue("tasker.events.slow-after", Duration.class);
  }

  /** How many events an attempt may publish. */
  public int maxPublished() {
    return config.getValue("tasker.events.max-published", Integer.class);
  }
}
