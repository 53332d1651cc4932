package dev.tasker.registry;

import dev.tasker.api.event.RegistryEvent;
import dev.tasker.event.EventPublisher;
import dev.tasker.event.StructuredLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line in the log and one event for each change of a registry. Thread-safe. */
@ApplicationScoped
class RegistryLog implements RegistryListener {

  private static final Logger LOG = System.getLogger("dev.tasker.registry");

  @Inject private StructuredLog log;
  @Inject private EventPublisher publisher;
  @Inject private Clock clock;

  /** Ties together what one start of a node registers. */
  private final String correlationId = "node_" + UUID.randomUUID();

  @Override
  public void registered(Registry<?> registry, Registry.Entry<?> entry) {
    line(Level.INFO, "Registry item registered", registry, "registered", entry);
    publisher.announce(
        RegistryEvent.Registered.class,
        registry.kind().word() + ".registered",
        () ->
            new RegistryEvent.Registered(
                clock.instant(),
                registry.kind(),
                registry.name(),
                entry.id(),
                entry.entityClass()));
  }

  @Override
  public void replaced(Registry<?> registry, Registry.Entry<?> entry) {
    line(Level.INFO, "Registry item replaced", registry, "replaced", entry);
    publisher.announce(
        RegistryEvent.Replaced.class,
        registry.kind().word() + ".replaced",
        () ->
            new RegistryEvent.Replaced(
                clock.instant(),
                registry.kind(),
                registry.name(),
                entry.id(),
                entry.entityClass()));
  }

  @Override
  public void unregistered(Registry<?> registry, Registry.Entry<?> entry) {
    line(Level.INFO, "Registry item unregistered", registry, "unregistered", entry);
  }

  @Override
  public void rejected(Registry<?> registry, Registry.Rejection rejection) {
    log.log(
        LOG,
        Level.WARNING,
        registry.name(),
        "Registry item rejected: " + rejection.refusal().message(),
        () -> fields(registry, "rejected", rejection.id(), rejection.entityClass(), Map.of()));
    publisher.announce(
        RegistryEvent.Rejected.class,
        registry.kind().word() + ".rejected",
        () ->
            new RegistryEvent.Rejected(
                clock.instant(),
                registry.kind(),
                registry.name(),
                rejection.id(),
                rejection.entityClass(),
                rejection.refusal().message()));
  }

  private void line(
      Level level, String message, Registry<?> registry, String type, Registry.Entry<?> entry) {
    log.log(
        LOG,
        level,
        registry.name(),
        message,
        () -> fields(registry, type, entry.id(), entry.entityClass(), entry.options()));
  }

  private Map<String, @Nullable Object> fields(
      Registry<?> registry,
      String type,
      String id,
      String entityClass,
      Map<String, Object> options) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("correlation_id", correlationId);
    fields.put("event_type", type);
    fields.put("entity_type", registry.kind().word());
    fields.put("entity_id", id);
    fields.put("entity_class", entityClass);
    fields.put("registry_name", registry.name());
    fields.put("options", options);
    return fields;
  }
}
