package dev.tasker.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One pass over all template files. Not thread-safe. */
final class TemplateLoading {

  private final TemplateParser parser;
  private final Placeholders placeholders;
  private final TemplateStore store;
  private final String environment;
  private final boolean replace;
  private final Map<TemplateKey, String> files = new HashMap<>();
  private final List<LoadedTemplate> loaded = new ArrayList<>();
  private final List<RefusedTemplate> refused = new ArrayList<>();

  TemplateLoading(
      TemplateParser parser,
      Placeholders placeholders,
      TemplateStore store,
      String environment,
      boolean replace) {
    this.parser = parser;
    this.placeholders = placeholders;
    this.store = store;
    this.environment = environment;
    this.replace = replace;
  }

  void load(TemplateFile file) {
    ParsedTemplate parsed = parser.parse(file, environment);
    parsed
        .template()
        .ifPresentOrElse(
            template -> load(file.name(), template),
            () ->
                refuse(
                    new RefusedTemplate(
                        file.name(),
                        parsed.problems().stream().map(TemplateProblem::toString).toList())));
  }

  void refuse(RefusedTemplate template) {
    refused.add(template);
  }

  TemplateVersions loaded() {
    return new TemplateVersions(loaded);
  }

  List<RefusedTemplate> refused() {
    return List.copyOf(refused);
  }

  private void load(String file, TaskTemplate template) {
    String first = files.putIfAbsent(template.key(), file);
    if (first != null) {
      refuse(
          RefusedTemplate.of(
              file,
              template.key() + " is loaded from " + first + " already: give it another version"));
      return;
    }
    try {
      UUID id = store.keep(TemplateDefinition.store(template, environment), replace);
      loaded.add(LoadedTemplate.of(id, template, placeholders));
    } catch (VersionTakenException e) {
      refuse(RefusedTemplate.of(file, String.valueOf(e.getMessage())));
    }
  }
}
