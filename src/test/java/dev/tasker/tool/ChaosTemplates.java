package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random graphs whose steps call the witness: by HTTP, or from handlers in Java, of which some
 * write rows of their own.
 */
final class ChaosTemplates {

  static final int COUNT = 6;
  private static final int LARGEST = 12;

  private static final String HEAD =
      """
      name: %s
      version: 1.0.0
      retry: {base_delay: 100ms, multiplier: 2, max_delay: 2s, jitter: 0}
      step_templates:
      """;

  private static final String STEP =
      """
        - name: %s
          depends_on_steps: [%s]
          default_retry_limit: 4
      """;

  private static final String HTTP =
      """
          timeout: 5s
          handler_config: {type: api, method: POST, url: "${WITNESS}/#{task.task_id}/#{step.name}"}
      """;

  private static final String JAVA =
      """
          timeout: 3s
          handler_class: %s
          handler_config: {url: "${WITNESS}/#{task.task_id}/#{step.name}"}
      """;

  private ChaosTemplates() {}

  static String name(int number) {
    return "chaos_" + number;
  }

  /** Writes the templates that follow from a seed into a folder. */
  static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    var random = new Random(seed);
    for (int number = 0; number < COUNT; number++) {
      var yaml = new StringBuilder(HEAD.formatted(name(number)));
      List<String> names = new ArrayList<>();
      int steps = 2 + random.nextInt(LARGEST - 1);
      for (int step = 0; step < steps; step++) {
        List<String> parents = new ArrayList<>();
        for (String earlier : names) {
          if (random.nextInt(1 + step / 2) == 0) {
            parents.add(earlier);
          }
        }
        int kind = random.nextInt(10);
        String name = (kind < 5 ? "http_" : kind < 8 ? "java_" : "writing_") + step;
        names.add(name);
        yaml.append(STEP.formatted(name, String.join(", ", parents)));
        yaml.append(kind < 5 ? HTTP : JAVA.formatted(kind < 8 ? "chaos.unruly" : "chaos.writing"));
      }
      Files.writeString(folder.resolve(name(number) + ".yaml"), yaml);
    }
  }
}
