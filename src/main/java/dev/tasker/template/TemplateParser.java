package dev.tasker.template;

import dev.tasker.template.YamlNode.Mapping;
import java.util.List;
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
   * Reads one template from the bytes of its file, which must be UTF-8.
   *
   * @param environment the running environment, whose overlay is applied
   */
  ParsedTemplate parse(TemplateFile file, String environment) {
    if (file.isLargerThan(rules.limits())) {
      return refused(file.name(), tooLarge());
    }
    return file.text()
        .map(yaml -> parse(file.name(), yaml, environment))
        .orElseGet(() -> refused(file.name(), "the file is not UTF-8: save it in that encoding"));
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
      return refused(file, tooLarge());
    }
    Optional<Mapping> root = YamlReader.read(yaml, problems);
    Optional<TaskTemplate> template = root.flatMap(map -> read(map, environment, problems));
    boolean accepted = problems.isEmpty();
    return new ParsedTemplate(template.filter(read -> accepted), problems.all());
  }

  private String tooLarge() {
    return "the file is larger than "
        + rules.limits().maxFileSize()
        + " bytes; tasker.templates.max-file-size can raise that";
  }

  private static ParsedTemplate refused(String file, String problem) {
    return new ParsedTemplate(Optional.empty(), List.of(new TemplateProblem(file, 0, "", problem)));
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
