package dev.tasker.template;

import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Scalar;
import dev.tasker.template.YamlNode.Sequence;

/**
 * Refuses placeholders where none is read. Only {@code handler_config} stays in memory with its
 * values; everything else is stored and shown, and there a placeholder would just stay as it is.
 */
final class StrayPlaceholders {

  private StrayPlaceholders() {}

  static void refuse(Mapping root, Problems problems) {
    root.entries()
        .forEach(
            (key, entry) -> {
              if (key.equals("step_templates") && entry.value() instanceof Sequence steps) {
                int index = 0;
                for (YamlNode step : steps.items()) {
                  walk(step, key + "[" + index++ + "]", problems);
                }
              } else if (!key.equals("description")) {
                walk(entry.value(), key, problems);
              }
            });
  }

  private static void walk(YamlNode node, String path, Problems problems) {
    if (node instanceof Mapping map) {
      map.entries()
          .forEach(
              (key, entry) -> {
                if (!key.equals("handler_config") && !key.equals("description")) {
                  walk(entry.value(), path + "." + key, problems);
                }
              });
    } else if (node instanceof Sequence list) {
      int index = 0;
      for (YamlNode item : list.items()) {
        walk(item, path + "[" + index++ + "]", problems);
      }
    } else if (node instanceof Scalar scalar
        && scalar.plain() instanceof String text
        && Placeholders.isIn(text)) {
      problems.add(
          scalar.line(),
          path,
          "a placeholder is read in handler_config alone; what stands here is stored and shown as"
              + " it is");
    }
  }
}
