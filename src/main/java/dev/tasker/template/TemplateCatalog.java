package dev.tasker.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.semver4j.Semver;

/**
 * The templates that tasks can be started of, and those that running tasks keep. Refused files are
 * remembered, and the others load all the same. Thread-safe.
 */
@ApplicationScoped
public class TemplateCatalog {

  private static final Logger LOG = System.getLogger(TemplateCatalog.class.getName());

  @Inject private TemplateConfig config;
  @Inject private TemplateStore store;
  @Inject private KnownHandlers handlers;
  @Inject private ExpressionCheck expressions;

  private final Map<TemplateKey, LoadedTemplate> current = new ConcurrentHashMap<>();
  private final Map<UUID, LoadedTemplate> byId = new ConcurrentHashMap<>();
  private volatile List<RefusedTemplate> refused = List.of();

  /**
   * Loads every template of the WAR, of its jars, and of the configured folders. Called once, when
   * the database is ready.
   */
  public void load(ServletContext war) {
    var files = new TemplateCatalogFiles(config.limits().maxFileSize());
    files.searchWar(war);
    config.directories().forEach(files::searchFolder);
    var parser = new TemplateParser(config.limits(), handlers, expressions, config.placeholders());
    List<RefusedTemplate> problems = new ArrayList<>(files.unreadable());
    files.found().forEach(source -> load(parser, source).ifPresent(problems::add));
    problems.forEach(TemplateCatalog::log);
    refused = List.copyOf(problems);
    LOG.log(
        Level.INFO,
        "Loaded {0} task templates for environment {1}, refused {2}.",
        current.size(),
        config.environment(),
        problems.size());
  }

  /**
   * The template of that name.
   *
   * @param version empty means the newest: the highest by semver's order that is no pre-release, or
   *     the highest pre-release if there is nothing else
   */
  public Optional<LoadedTemplate> find(String namespace, String name, Optional<String> version) {
    if (version.isPresent()) {
      return Optional.ofNullable(current.get(new TemplateKey(namespace, name, version.get())));
    }
    return current.values().stream()
        .filter(loaded -> loaded.template().key().namespace().equals(namespace))
        .filter(loaded -> loaded.template().key().name().equals(name))
        .max(Comparator.comparing(TemplateCatalog::semver, stableFirst()));
  }

  /** The template of that id, also one that only running tasks still have. */
  public Optional<LoadedTemplate> byId(UUID templateId) {
    LoadedTemplate known = byId.get(templateId);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<LoadedTemplate> stored =
        store.find(templateId).flatMap(found -> load(templateId, found));
    stored.ifPresent(loaded -> byId.put(templateId, loaded));
    return stored;
  }

  /** The templates that tasks can be started of. */
  public Collection<LoadedTemplate> all() {
    return List.copyOf(current.values());
  }

  /** The files that were not loaded, and why. */
  public List<RefusedTemplate> refused() {
    return refused;
  }

  /** A sentence for somebody who asked for a template that does not exist. */
  public String unknown(String namespace, String name, Optional<String> version) {
    List<TemplateKey> sameName =
        current.keySet().stream()
            .filter(key -> key.name().equals(name) && key.namespace().equals(namespace))
            .toList();
    if (!sameName.isEmpty()) {
      return "the task template \"%s\" has no version %s; its versions are %s"
          .formatted(
              name,
              version.orElse(""),
              String.join(", ", sameName.stream().map(TemplateKey::version).sorted().toList()));
    }
    String message =
        "there is no task template \"%s\" in namespace \"%s\"".formatted(name, namespace);
    return NearestName.of(name, current.keySet().stream().map(TemplateKey::name).toList())
        .map(nearest -> message + "; did you mean \"" + nearest + "\"?")
        .orElse(message);
  }

  private Optional<RefusedTemplate> load(
      TemplateParser parser, TemplateCatalogFiles.Source source) {
    ParsedTemplate parsed = parser.parse(source.file(), source.yaml(), config.environment());
    if (parsed.template().isEmpty()) {
      return Optional.of(
          new RefusedTemplate(
              source.file(), parsed.problems().stream().map(TemplateProblem::toString).toList()));
    }
    TaskTemplate template = parsed.template().get();
    if (current.containsKey(template.key())) {
      return Optional.of(
          new RefusedTemplate(
              source.file(),
              List.of(
                  source.file() + ": " + template.key() + " is defined in another file already")));
    }
    try {
      UUID id =
          store.keep(TemplateDefinition.store(template, config.environment()), config.replace());
      LoadedTemplate loaded = LoadedTemplate.of(id, template, config.placeholders());
      current.put(template.key(), loaded);
      byId.put(id, loaded);
      return Optional.empty();
    } catch (VersionTakenException e) {
      return Optional.of(
          new RefusedTemplate(source.file(), List.of(source.file() + ": " + e.getMessage())));
    }
  }

  private Optional<LoadedTemplate> load(UUID templateId, StoredTemplate stored) {
    try {
      return Optional.of(
          LoadedTemplate.of(
              templateId, TemplateDefinition.read(stored.definition()), config.placeholders()));
    } catch (UnresolvedPlaceholderException e) {
      LOG.log(
          Level.WARNING,
          "Running tasks keep an older definition of {0} that cannot be used here: {1}",
          stored.key(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static void log(RefusedTemplate template) {
    LOG.log(
        Level.ERROR,
        "The task template {0} is refused:\n  {1}",
        template.file(),
        String.join("\n  ", template.problems()));
  }

  private static Semver semver(LoadedTemplate loaded) {
    return new Semver(loaded.template().key().version());
  }

  private static Comparator<Semver> stableFirst() {
    return Comparator.comparing((Semver version) -> version.getPreRelease().isEmpty())
        .thenComparing(Comparator.naturalOrder());
  }
}
