package dev.tasker.engine;

import dev.tasker.registry.BoundHandler;
import dev.tasker.registry.StepHandlers;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins templates with the handlers that run them. A template for which this node lacks a handler
 * is left to other nodes. Thread-safe.
 */
@ApplicationScoped
class RunnableTemplates {

  private static final Logger LOG = System.getLogger(RunnableTemplates.class.getName());

  private final Map<UUID, RunnableTemplate> known = new ConcurrentHashMap<>();
  private final Set<UUID> refused = ConcurrentHashMap.newKeySet();

  @Inject private TemplateCatalog catalog;
  @Inject private StepHandlers handlers;

  /** The template of that id; empty if this node does not know it or lacks a handler of it. */
  Optional<RunnableTemplate> find(UUID templateId) {
    RunnableTemplate runnable = known.get(templateId);
    if (runnable != null) {
      return Optional.of(runnable);
    }
    Optional<RunnableTemplate> joined = catalog.byId(templateId).flatMap(this::join);
    if (joined.isEmpty() && refused.add(templateId)) {
      LOG.log(
          Level.WARNING,
          "This node cannot run tasks of template {0}: it has no such template, or lacks a handler"
              + " that it names. Other nodes may run them.",
          templateId);
    }
    return joined;
  }

  /** That template, joined with its handlers; empty if this node lacks one. */
  Optional<RunnableTemplate> join(LoadedTemplate loaded) {
    RunnableTemplate runnable = known.get(loaded.templateId());
    if (runnable != null) {
      return Optional.of(runnable);
    }
    List<BoundHandler> bound = new ArrayList<>();
    for (StepTemplate step : loaded.template().steps()) {
      handlers.find(step.handlerName()).ifPresent(bound::add);
    }
    if (bound.size() < loaded.template().steps().size()) {
      return Optional.empty();
    }
    var joined = new RunnableTemplate(loaded, bound);
    known.put(loaded.templateId(), joined);
    return Optional.of(joined);
  }

  /** The templates that this node has found it cannot run. */
  UUID[] refused() {
    return refused.toArray(UUID[]::new);
  }

  /** Lets refused templates be tried again: a handler may have come. */
  void reconsider() {
    refused.clear();
  }
}
