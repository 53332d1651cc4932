package dev.tasker.it;

import java.util.List;
import java.util.Locale;

/** Writes task templates for the scenarios. */
final class Yaml {

  private final StringBuilder text = new StringBuilder();

  private Yaml(String name) {
    text.append("name: ").append(name).append("\nversion: 1.0.0\n");
    text.append("retry: {base_delay: 50ms, jitter: 0}\n");
  }

  /** A template whose steps, run by the scripted handler, are written as "a", "b<a", "d<b,c". */
  static String graph(String name, List<String> steps) {
    var yaml = new Yaml(name);
    yaml.text.append("step_templates:\n");
    for (String step : steps) {
      String[] parts = step.split("<", 2);
      yaml.step(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return yaml.text.toString();
  }

  static String graph(String name, String... steps) {
    return graph(name, List.of(steps));
  }

  private void step(String name, String parents) {
    text.append(
        String.format(
            Locale.ROOT, "  - name: %s\n    handler_class: scripted\n    skippable: true\n", name));
    if (!parents.isEmpty()) {
      text.append("    depends_on_steps: [").append(parents).append("]\n");
    }
  }
}
