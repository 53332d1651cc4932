package dev.tasker.template;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates of this node: those of the class path and of the configured folders, loaded at
 * start, and older definitions that running tasks keep, loaded from the store when asked for.
 * Thread-safe.
 */
@ApplicationScoped
public class TemplateCatalog {

  private static final System.Logger LOG = System.getLogger(TemplateCatalog.class.getName());

  /** Definitions that are no longer current; few, but a catalog lives for long. */
  private static final int MAX_OLDER = 1000;

  private TemplateConfig config;
  private TemplateStore store;
  private KnownHandlers handlers;
  private ExpressionCheck expressions;

  private volatile TemplateVersions current = new TemplateVersions(List.of());
  private volatile List<RefusedTemplate> refused = List.of();
  private final Map<UUID, LoadedTemplate> older = new ConcurrentHashMap<>();

  /** For the container. */
  TemplateCatalog() {}

  @Inject
  TemplateCatalog(
      TemplateConfig config,
      TemplateStore store,
      KnownHandlers handlers,
      ExpressionCheck expressions) {
    this.config = config;
    this.store = store;
    this.handlers = handlers;
    this.expressions = expressions;
  }

  /**
   * Finds, checks and stores every template, and puts them in the place of those it had. A template
   * with problems is refused whole and logged; the others load. Needs a migrated database; must not
   * run in a transaction.
   */
  public synchronized void load() {
    TemplateLimits limits = config.limits();
    Placeholders placeholders = config.placeholders();
    var parser = new TemplateParser(limits, handlers, expressions, placeholders);
    var loading =
        new TemplateLoading(parser, placeholders, store, config.environment(), config.replace());
    var places = new ArrayList<TemplateFiles>();
    places.add(new TemplateArchive(TemplateCatalog.class, limits));
    config.directories().forEach(folder -> places.add(new TemplateFolder(folder, limits)));
    places.forEach(place -> place.forEach(loading::load, loading::refuse));
    current = loading.loaded();
    refused = loading.refused();
    report();
  }

  /**
   * A template.
   *
   * @param version which one; empty for the newest, which is the highest in the order of semantic
   *     versions, so that a pre-release comes before its release but after the release before
   */
  public Optional<LoadedTemplate> find(String namespace, String name, Optional<String> version) {
    return current.find(namespace, name, version);
  }

  /**
   * The definition of that id, current or not. One that is not current is read from the store the
   * first time, and its placeholders are resolved then; empty if that fails on this node.
   */
  public Optional<LoadedTemplate> byId(UUID templateId) {
    Optional<LoadedTemplate> known =
        current.byId(templateId).or(() -> Optional.ofNullable(older.get(templateId)));
    return known.isPresent() ? known : stored(templateId);
  }

  /** Every template with every version, by namespace and name, newest first. */
  public List<LoadedTemplate> all() {
    return current.all();
  }

  /** The files that were not loaded. */
  public List<RefusedTemplate> refused() {
    return refused;
  }

  /** What to tell somebody who asked for a template that {@link #find} does not find. */
  public String unknown(String namespace, String name, Optional<String> version) {
    return current.unknown(namespace, name, version);
  }

  private Optional<LoadedTemplate> stored(UUID templateId) {
    Optional<LoadedTemplate> found =
        store.find(templateId).flatMap(stored -> ready(templateId, stored));
    found.ifPresent(
        template -> {
          if (older.size() >= MAX_OLDER) {
            older.clear();
          }
          older.put(templateId, template);
        });
    return found;
  }

  private Optional<LoadedTemplate> ready(UUID templateId, StoredTemplate stored) {
    try {
      TaskTemplate template = TemplateDefinition.read(stored.definition());
      return Optional.of(LoadedTemplate.of(templateId, template, config.placeholders()));
    } catch (UnresolvedPlaceholderException e) {
      LOG.log(
          WARNING,
          "Running tasks keep a definition of {0} that cannot be used on this node: {1}",
          stored.key(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private void report() {
    LOG.log(
        INFO,
        "Loaded {0} task templates for the environment {1}; refused {2} files.",
        current.all().size(),
        config.environment(),
        refused.size());
    for (RefusedTemplate template : refused) {
      String problems = String.join("\n  ", template.problems());
      LOG.log(
          WARNING, () -> "Refused the task template in " + template.file() + ":\n  " + problems);
    }
  }
}
