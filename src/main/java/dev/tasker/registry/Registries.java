package dev.tasker.registry;

import dev.tasker.api.event.RegistryEvent.Kind;
import dev.tasker.event.CallStatistics;
import dev.tasker.event.ChangeLog;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.TemplateCatalog;
import dev.tasker.template.TemplateKey;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All registries of this node. Thread-safe. */
@ApplicationScoped
public class Registries {

  @Inject private TemplateCatalog catalog;
  @Inject private StepHandlers stepHandlers;
  @Inject private SubscriberRegistry subscribers;
  @Inject private ExporterRegistry exporters;
  @Inject private ChangeLog changes;
  @Inject private Clock clock;
  @Inject private RegistryLog log;

  private Registry<LoadedTemplate> templates;

  @PostConstruct
  void prepare() {
    templates = new Registry<>("handlers", Kind.HANDLER, clock, log);
  }

  /** Fills them, once the templates are loaded. */
  public void begin() {
    catalog.all().forEach(this::register);
    catalog
        .refused()
        .forEach(
            refused ->
                templates.reject(refused.file(), refused.file(), refusal(refused.problems())));
    exporters.discover();
    subscribers.discover();
    changes.begin();
  }

  /** Every registry. */
  public List<Registry<?>> all() {
    return List.of(
        templates, stepHandlers.registry(), subscribers.registry(), exporters.registry());
  }

  /** The registry of that name. */
  public Optional<Registry<?>> find(String name) {
    return all().stream().filter(registry -> registry.name().equals(name)).findFirst();
  }

  /** The figures of a subscriber's calls; empty for what is none. */
  public Optional<CallStatistics.Figures> figures(Registry<?> registry, String id) {
    return registry.kind() == Kind.SUBSCRIBER
        ? Optional.of(subscribers.figures(id))
        : Optional.empty();
  }

  static Refusal refusal(List<String> problems) {
    return new Refusal(
        "The task template was refused: " + String.join("; ", problems),
        "a file without these mistakes.",
        "correct it, and try it with `tasker validate`.");
  }

  private void register(LoadedTemplate loaded) {
    TemplateKey key = loaded.template().key();
    var options = new LinkedHashMap<String, Object>();
    options.put("namespace_name", key.namespace());
    options.put("version", key.version());
    options.put("steps", loaded.template().steps().size());
    String handler = loaded.template().taskHandler().orElse("task template");
    templates.replace(
        new Registry.Entry<>(
            key.namespace() + "/" + key.name() + "/" + key.version(),
            loaded,
            handler,
            Map.copyOf(options)));
  }
}
