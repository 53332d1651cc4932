package dev.tasker.template;

import dev.tasker.template.Keys.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of {@code step_templates}. */
final class StepReader {

  /** Names of templates and steps. */
  static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_./-]{0,199}");

  static final String NAME_RULE =
      "must begin with a letter, a digit or _, go on with these or . / - and have at most 200"
          + " characters";

  /** What every event of the engine's own begins with. */
  private static final List<String> RESERVED_EVENTS =
      List.of(
          "task.", "step.", "workflow.", "observability.", "handler.", "subscriber.", "plugin.");

  private static final Pattern EVENT_NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,100}(?:\\.[A-Za-z0-9_-]{1,100}){1,9}");

  private final Rules rules;
  private final Problems problems;
  private final RetryPolicy defaultRetry;
  private final Optional<String> defaultSystem;

  StepReader(
      Rules rules, Problems problems, RetryPolicy defaultRetry, Optional<String> defaultSystem) {
    this.rules = rules;
    this.problems = problems;
    this.defaultRetry = defaultRetry;
    this.defaultSystem = defaultSystem;
  }

  /**
   * A step as far as it can be read.
   *
   * @param name empty if it is missing or wrong
   * @param dependsOn the steps that it waits for, each where it is named
   */
  record ReadStep(Optional<Text> name, List<Text> dependsOn, StepTemplate template) {}

  ReadStep read(Keys at) {
    Optional<Text> name = at.requiredText("name").filter(this::isName);
    Keys keys = name.map(text -> at.at("step_templates[" + text.value() + "]")).orElse(at);
    keys.value("name");
    List<Text> dependsOn = dependencies(keys);
    Optional<Text> handler = keys.text("handler_class");
    Map<String, Object> config = new ConfigReader(rules, problems).read(keys);
    checkHandler(keys, handler, config);
    var template =
        new StepTemplate(
            name.map(Text::value).orElse(""),
            keys.text("description").map(Text::value).orElse(""),
            handler.map(Text::value),
            config,
            dependsOn.stream().map(Text::value).distinct().toList(),
            keys.text("dependent_system").map(Text::value).or(() -> defaultSystem),
            keys.truth("default_retryable", true),
            keys.integer("default_retry_limit", 3, 1, 1_000_000),
            keys.truth("skippable", false),
            keys.duration("timeout").filter(timeout -> isLongEnough(keys, timeout)),
            RetryReader.read(keys, problems, defaultRetry),
            customEvents(keys));
    keys.refuseOthers();
    return new ReadStep(name, dependsOn, template);
  }

  private static boolean isLongEnough(Keys keys, java.time.Duration timeout) {
    if (timeout.toMillis() < 1) {
      keys.problem("timeout", "must be at least 1 ms; leave it out for no limit");
      return false;
    }
    return true;
  }

  private boolean isName(Text name) {
    boolean matches = NAME.matcher(name.value()).matches();
    if (!matches) {
      problems.add(name.line(), name.path(), NAME_RULE);
    }
    return matches;
  }

  private static List<Text> dependencies(Keys keys) {
    var all = new ArrayList<Text>();
    keys.value("depends_on_step")
        .filter(YamlNode.Sequence.class::isInstance)
        .ifPresentOrElse(
            list ->
                keys.problem(
                    "depends_on_step", "names one step; for a list write depends_on_steps"),
            () -> keys.text("depends_on_step").ifPresent(all::add));
    all.addAll(keys.texts("depends_on_steps", "; for one step write depends_on_step"));
    return all;
  }

  private void checkHandler(Keys keys, Optional<Text> handler, Map<String, Object> config) {
    if (handler.isPresent()) {
      String name = handler.get().value();
      if (rules.handlers().has(name)) {
        checkConfig(keys, name, config);
      } else {
        keys.problem("handler_class", () -> unknownHandler(name));
      }
    } else if (keys.value("handler_class").isEmpty() && !"api".equals(config.get("type"))) {
      keys.problem(
          "handler_class",
          "is required, but missing: name a handler, or write handler_config.type: api for the"
              + " built-in HTTP handler");
    } else {
      checkConfig(keys, StepTemplate.HTTP_HANDLER, config);
    }
  }

  private void checkConfig(Keys keys, String handler, Map<String, Object> config) {
    Optional<YamlNode.Mapping> map = keys.map("handler_config");
    int line = keys.line("handler_config");
    for (ConfigProblem problem : rules.handlers().problems(handler, config)) {
      int at = map.map(m -> YamlPath.follow(m, line, problem.pointer()).line()).orElse(line);
      problems.add(at, keys.path("handler_config") + problem.path(), problem.message());
    }
  }

  private String unknownHandler(String name) {
    return rules
        .handlers()
        .refusal(name)
        .orElseGet(
            () ->
                "there is no handler '"
                    + name
                    + "'"
                    + NearestName.question(name, rules.handlers().names()));
  }

  private List<CustomEvent> customEvents(Keys keys) {
    var events = new ArrayList<CustomEvent>();
    for (Keys event : keys.maps("custom_events")) {
      event
          .requiredText("name")
          .filter(name -> isEventName(name, events))
          .ifPresent(
              name ->
                  events.add(
                      new CustomEvent(
                          name.value(), event.text("description").map(Text::value).orElse(""))));
      event.value("description");
      event.refuseOthers();
    }
    return events;
  }

  private boolean isEventName(Text name, List<CustomEvent> before) {
    Optional<String> wrong = Optional.empty();
    if (!EVENT_NAME.matcher(name.value()).matches()) {
      wrong =
          Optional.of(
              "must be words of letters, digits, _ or - with dots between them, as in"
                  + " order.created");
    } else if (RESERVED_EVENTS.stream().anyMatch(name.value()::startsWith)) {
      wrong =
          Optional.of(
              "begins as the engine's own events do; none may begin with "
                  + String.join(", ", RESERVED_EVENTS));
    } else if (before.stream().anyMatch(event -> event.name().equals(name.value()))) {
      wrong = Optional.of("is given twice");
    }
    wrong.ifPresent(message -> problems.add(name.line(), name.path(), message));
    return wrong.isEmpty();
  }
}
