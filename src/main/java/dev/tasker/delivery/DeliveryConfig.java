package dev.tasker.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings under {@code tasker.streams.} and {@code tasker.webhooks.}; the defaults are in a
 * file.
 */
@ApplicationScoped
class DeliveryConfig {

  private Config config;

  /** For the container. */
  DeliveryConfig() {}

  @Inject
  DeliveryConfig(Config config) {
    this.config = config;
  }

  /** How many clients may read the event stream of this node. */
  int maxStreams() {
    return config.getValue("tasker.streams.max", Integer.class);
  }

  /** How many events may wait for one client. */
  int streamQueue() {
    return config.getValue("tasker.streams.queue", Integer.class);
  }

  /** How long a webhook's receiver may take to answer. */
  Duration timeout() {
    return config.getValue("tasker.webhooks.timeout", Duration.class);
  }

  /** How many tasks a webhook is told of at the same time. */
  int parallel() {
    return config.getValue("tasker.webhooks.parallel", Integer.class);
  }

  /** The wait after the first failure; it doubles with each further one. */
  Duration baseDelay() {
    return config.getValue("tasker.webhooks.base-delay", Duration.class);
  }

  /** The longest wait after a failure. */
  Duration maxDelay() {
    return config.getValue("tasker.webhooks.max-delay", Duration.class);
  }

  /** After how many refusals an event is given up. */
  int maxRefusals() {
    return config.getValue("tasker.webhooks.max-refusals", Integer.class);
  }

  /** The webhooks that the configuration names. */
  List<Configured> configured() {
    return config
        .getOptionalValue("tasker.webhooks.names", String[].class)
        .map(List::of)
        .orElse(List.of())
        .stream()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(this::configured)
        .toList();
  }

  /** The key of a configured webhook; empty if this node's configuration does not have it. */
  Optional<String> secret(String name) {
    return text(name, "secret");
  }

  private Configured configured(String name) {
    return new Configured(
        name,
        text(name, "url")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "tasker.webhooks.names has \"%s\", but tasker.webhooks.%s.url is not set."
                            .formatted(name, name))),
        text(name, "events").map(names -> List.of(names.split("\\s*,\\s*"))).orElse(List.of()));
  }

  private Optional<String> text(String name, String part) {
    return config.getOptionalValue("tasker.webhooks." + name + "." + part, String.class);
  }

  /**
   * A webhook as the configuration has it, but for its key.
   *
   * @param name what it is called there
   * @param url where events go to
   * @param events which; empty for all
   */
  record Configured(String name, String url, List<String> events) {}
}
