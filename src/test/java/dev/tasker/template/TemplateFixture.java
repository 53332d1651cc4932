package dev.tasker.template;

import java.util.Optional;
import java.util.UUID;

/** Loaded templates for tests, without files. */
public final class TemplateFixture {

  private TemplateFixture() {}

  public static LoadedTemplate loaded(UUID templateId, TaskTemplate template) {
    return LoadedTemplate.of(templateId, template, new Placeholders(name -> Optional.empty()));
  }

  /** A valid template. */
  public static TaskTemplate template(String yaml) {
    return Parsing.parsing().accepted(yaml);
  }

  /** What is stored of a valid template. */
  public static StoredTemplate stored(String yaml) {
    return TemplateDefinition.store(template(yaml), "development");
  }

  /** The definition that is stored of a valid template. */
  public static String definition(String yaml) {
    return stored(yaml).definition();
  }
}
