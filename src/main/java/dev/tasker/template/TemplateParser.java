package dev.tasker.template;

import dev.tasker.template.YamlNode.Mapping;
import java.util.Optional;

/**
 * Reads task templates from YAML and checks them. Never throws for what a file holds: everything
 * that is wrong with it is among the problems. Immutable and thread-safe; reads no files, and
 * nothing but the given collaborators.
 *
 * <p>Every environment of a template is checked, so that a mistake in one shows in all. Only in the
 * running environment must placeholders stand for something.
 */
public final class TemplateParser {

  private final Rules rules;

  /**
   * Makes a parser.
   *
   * @param limits how large a template may be
   * @param handlers what {@code handler_class} and {@code task_handler_class} may name
   * @param expressions the syntax of expressions
   * @param placeholders what placeholders stand for
   */
  public TemplateParser(
      TemplateLimits limits,
      KnownHandlers handlers,
      ExpressionCheck expressions,
      Placeholders placeholders) {
    this.rules = new Rules(limits, handlers, expressions, placeholders, true);
  }

  /**
   * Reads one template.
   *
   * @param file how problems name the file
   * @param yaml what the file holds
   * @param environment the running environment, whose overlay is applied
   */
  public ParsedTemplate parse(String file, String yaml, String environment) {
    var problems = new Problems(file);
    if (yaml.length() > rules.limits().maxFileSize()) {
      problems.add(0, "", tooLarge(rules.limits()));
      return new ParsedTemplate(Optional.empty(), problems.all());
    }
    Optional<Mapping> root = YamlReader.read(yaml, problems);
    Optional<TaskTemplate> template = root.flatMap(map -> read(map, environment, problems));
    boolean accepted = problems.isEmpty();
    return new ParsedTemplate(template.filter(read -> accepted), problems.all());
  }

  static String tooLarge(TemplateLimits limits) {
    return "the file is larger than "
        + limits.maxFileSize()
        + " bytes; tasker.templates.max-file-size can raise that";
  }

  private Optional<TaskTemplate> read(Mapping root, String environment, Problems problems) {
    EnvironmentOverlay overlay = EnvironmentOverlay.of(root, problems);
    Optional<TaskTemplate> template =
        TemplateReader.read(overlay.applied(environment), rules, problems);
    for (String other : overlay.environments()) {
      if (!other.equals(environment)) {
        TemplateReader.read(overlay.applied(other), rules.withoutResolving(), problems);
      }
    }
    return template;
  }
}
