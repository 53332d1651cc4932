package dev.tasker.template;

import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Scalar;
import dev.tasker.template.YamlNode.Sequence;
import java.util.Map;
import java.util.Optional;

/** Reads {@code handler_config} as written, and checks the placeholders and expressions in it. */
final class ConfigReader {

  private static final String KEY = "handler_config";

  private final Rules rules;
  private final Problems problems;

  ConfigReader(Rules rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  Map<String, Object> read(Keys step) {
    Optional<Mapping> config = step.map(KEY);
    config.ifPresent(map -> check(map, step.path(KEY)));
    return config.map(Mapping::plain).orElse(Map.of());
  }

  private void check(YamlNode node, String path) {
    if (node instanceof Mapping map) {
      map.entries().forEach((key, entry) -> check(entry.value(), path + "." + key));
    } else if (node instanceof Sequence list) {
      int index = 0;
      for (YamlNode item : list.items()) {
        check(item, path + "[" + index++ + "]");
      }
    } else if (node instanceof Scalar scalar && scalar.plain() instanceof String text) {
      checkText(text, scalar.line(), path);
    }
  }

  private void checkText(String text, int line, String path) {
    if (text.contains("${")) {
      Placeholders.syntaxProblem(text).ifPresent(message -> problems.add(line, path, message));
      if (rules.resolve()) {
        for (String name : rules.placeholders().unresolved(text)) {
          problems.add(
              line,
              path,
              "there is no value for ${%s}: set %s, for instance as an environment variable, or write ${%s:default}"
                  .formatted(name, name, name));
        }
      }
    }
    if (text.contains("#{")) {
      rules.expressions().problem(text).ifPresent(message -> problems.add(line, path, message));
    }
  }
}
