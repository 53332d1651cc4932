package dev.tasker.template;

import dev.tasker.template.Keys.Text;
import dev.tasker.template.StepReader.ReadStep;
import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/** Reads a whole template, its environment's overlay already applied. */
final class TemplateReader {

  private static final String DEFAULT_NAMESPACE = "default";
  private static final String DEFAULT_VERSION = "0.1.0";
  private static final int MAX_VERSION_LENGTH = 100;
  private static final Pattern NAMESPACE =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,99}");

  private final Keys keys;
  private final Rules rules;
  private final Problems problems;

  private TemplateReader(Mapping root, Rules rules, Problems problems) {
    this.keys = new Keys(root, "", problems);
    this.rules = rules;
    this.problems = problems;
  }

  /** The template; empty, with the reasons among the problems, if anything is wrong. */
  static Optional<TaskTemplate> read(Mapping root, Rules rules, Problems problems) {
    StrayPlaceholders.refuse(root, problems);
    return new TemplateReader(root, rules, problems).read();
  }

  private Optional<TaskTemplate> read() {
    String name = name();
    String namespace = namespace();
    String version = version();
    String description = keys.text("description").map(Text::value).orElse("");
    Optional<String> taskHandler = taskHandler();
    Map<String, Object> schema = schema();
    List<ReadStep> steps = steps();
    keys.refuseOthers();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TaskTemplate(
            new TemplateKey(namespace, name, version),
            description,
            taskHandler,
            schema,
            steps.stream().map(ReadStep::template).toList()));
  }

  private String name() {
    Optional<Text> name = keys.requiredText("name");
    if (name.isPresent() && !StepReader.NAME.matcher(name.get().value()).matches()) {
      keys.problem("name", StepReader.NAME_RULE);
    }
    return name.map(Text::value).orElse("");
  }

  private String namespace() {
    Optional<Text> namespace = keys.text("namespace_name");
    if (namespace.isPresent() && !NAMESPACE.matcher(namespace.get().value()).matches()) {
      keys.problem(
          "namespace_name",
          "must begin with a letter, a digit or _, go on with these or . - and have at most 100"
              + " characters");
    }
    return namespace.map(Text::value).orElse(DEFAULT_NAMESPACE);
  }

  private String version() {
    if (keys.value("version").orElse(null) instanceof YamlNode.Scalar scalar
        && !(scalar.plain() instanceof String)) {
      keys.problem("version", notSemantic(scalar.described(), scalar.text()));
      return DEFAULT_VERSION;
    }
    Optional<Text> version = keys.text("version");
    boolean wrong = version.map(Text::value).filter(text -> !isSemantic(text)).isPresent();
    if (wrong) {
      String text = version.get().value();
      keys.problem("version", notSemantic("the text '" + text + "'", text));
    }
    return version.map(Text::value).orElse(DEFAULT_VERSION);
  }

  private static boolean isSemantic(String text) {
    // The library also takes a leading v, and leaves it out.
    return text.length() <= MAX_VERSION_LENGTH
        && Semver.isValid(text)
        && new Semver(text).getVersion().equals(text);
  }

  private static String notSemantic(String described, String text) {
    String problem = "must be a semantic version, but is " + described;
    if (!text.matches("[vV]?\\d{1,9}(\\.\\d{1,9}){0,2}")) {
      return problem + "; write it as in 1.0.0 or 2.1.0-beta.1";
    }
    String numbers = text.replaceFirst("^[vV]", "").replaceAll("\\b0+(?=\\d)", "");
    String meant = numbers + ".0".repeat(2 - (int) numbers.chars().filter(c -> c == '.').count());
    return problem + "; did you mean '" + meant + "'?";
  }

  private Optional<String> taskHandler() {
    Optional<String> module = keys.text("module_namespace").map(Text::value);
    Optional<String> handler =
        keys.text("task_handler_class")
            .map(text -> module.map(name -> name + "::").orElse("") + text.value());
    handler.ifPresent(
        name -> {
          KnownHandlers known = rules.handlers().forTasks();
          if (!known.has(name)) {
            keys.problem(
                "task_handler_class",
                known
                    .refusal(name)
                    .orElse(
                        "there is no task handler '"
                            + name
                            + "'"
                            + NearestName.question(name, known.names())));
          }
        });
    return handler;
  }

  private Map<String, Object> schema() {
    Optional<Mapping> schema = keys.map("schema");
    schema.ifPresent(
        map ->
            ContextSchema.problems(map.plain())
                .forEach(
                    problem -> {
                      YamlPath at = YamlPath.follow(map, keys.line("schema"), problem.pointer());
                      problems.add(at.line(), keys.path("schema") + at.path(), problem.message());
                    }));
    return schema.map(Mapping::plain).orElse(Map.of());
  }

  private List<ReadStep> steps() {
    RetryPolicy retry = RetryReader.read(keys, problems, RetryPolicy.DEFAULT);
    Optional<String> system = keys.text("default_dependent_system").map(Text::value);
    boolean hasNamedSteps = keys.value("named_steps").isPresent();
    List<Text> namedSteps = keys.texts("named_steps", "");
    if (keys.value("step_templates").isEmpty()) {
      keys.problem("step_templates", "is required, but missing");
      return List.of();
    }
    List<Keys> entries = keys.maps("step_templates");
    int limit = rules.limits().maxSteps();
    if (entries.size() > limit) {
      keys.problem(
          "step_templates",
          "holds %d steps, but %d are allowed%s"
              .formatted(
                  entries.size(),
                  limit,
                  limit < TemplateLimits.STEPS
                      ? "; tasker.templates.max-steps can raise that"
                      : ""));
      return List.of();
    }
    if (keys.value("step_templates").orElse(null) instanceof Sequence list
        && list.items().isEmpty()) {
      keys.problem("step_templates", "must hold at least one step");
    }
    var reader = new StepReader(rules, problems, retry, system);
    var steps = new ArrayList<ReadStep>();
    entries.forEach(entry -> steps.add(reader.read(entry)));
    StepOrder.check(steps, problems);
    if (hasNamedSteps) {
      StepOrder.checkNamed(steps, namedSteps, problems);
    }
    return steps;
  }
}
