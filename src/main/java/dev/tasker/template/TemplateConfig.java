package dev.tasker.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The settings under {@code tasker.templates.}, and the running environment. */
@ApplicationScoped
class TemplateConfig {

  private Config config;

  /** For the container. */
  TemplateConfig() {}

  @Inject
  TemplateConfig(Config config) {
    this.config = config;
  }

  /** The running environment, whose overlays are applied. */
  String environment() {
    return config.getValue("tasker.environment", String.class);
  }

  /** The folders in which templates are looked for, beside the class path. */
  List<Path> directories() {
    return config
        .getOptionalValue("tasker.templates.directories", String[].class)
        .map(List::of)
        .orElse(List.of())
        .stream()
        .map(String::strip)
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** Whether changed content may take the place of a version that is known already. */
  boolean replace() {
    return config.getValue("tasker.templates.replace", Boolean.class);
  }

  /** How large a template may be. */
  TemplateLimits limits() {
    return new TemplateLimits(
        config.getValue("tasker.templates.max-file-size", Integer.class),
        config.getValue("tasker.templates.max-steps", Integer.class));
  }

  /** What placeholders stand for: anything that is configured. */
  Placeholders placeholders() {
    return new Placeholders(this::value);
  }

  private Optional<String> value(String name) {
    try {
      return config.getOptionalValue(name, String.class);
    } catch (NoSuchElementException e) {
      return Optional.empty(); // the value refers to another one that is missing
    }
  }
}
