package dev.tasker.api.event;

import java.time.Instant;
import java.util.Locale;

/**
 * A registry of this node has changed: something was registered, replaced or rejected.
 *
 * @since 0.1
 */
public sealed interface RegistryEvent extends WorkflowEvent {

  /** What kind of thing. */
  Kind kind();

  /** What it is registered as, for instance {@code payments.charge_card}. */
  String entityId();

  /** The kinds of things that are registered. */
  enum Kind {
    /** A task template or a step handler. */
    HANDLER,
    /** A subscriber. */
    SUBSCRIBER,
    /** An exporter. */
    PLUGIN;

    /** The word in the names of events. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** See {@link EventName#description}. */
  @EventName(
      value = {"handler.registered", "subscriber.registered", "plugin.registered"},
      description = "Something new can be used on this node.",
      firedBy = "registry")
  record Registered(
      Instant occurredAt, Kind kind, String registryName, String entityId, String entityClass)
      implements RegistryEvent {
    @Override
    public String name() {
      return kind.word() + ".registered";
    }
  }

  /** See {@link EventName#description}. */
  @EventName(
      value = {"handler.replaced", "subscriber.replaced", "plugin.replaced"},
      description = "Something took the place of what was registered under the same name.",
      firedBy = "registry")
  record Replaced(
      Instant occurredAt, Kind kind, String registryName, String entityId, String entityClass)
      implements RegistryEvent {
    @Override
    public String name() {
      return kind.word() + ".replaced";
    }
  }

  /**
   * See {@link EventName#description}.
   *
   * @param refusal what is wrong, what is required, and what to do
   */
  @EventName(
      value = {"handler.rejected", "subscriber.rejected", "plugin.rejected"},
      description = "Something could not be registered.",
      firedBy = "registry")
  record Rejected(
      Instant occurredAt,
      Kind kind,
      String registryName,
      String entityId,
      String entityClass,
      String refusal)
      implements RegistryEvent {
    @Override
    public String name() {
      return kind.word() + ".rejected";
    }
  }
}
