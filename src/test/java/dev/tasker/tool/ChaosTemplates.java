package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random graphs whose steps call the witness. */
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
        - name: s%d
          depends_on_steps: [%s]
          default_retry_limit: 4
          timeout: 5s
          handler_config: {type: api, method: POST, url: "${WITNESS}/#{task.task_id}/#{step.name}"}
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
      int steps = 2 + random.nextInt(LARGEST - 1);
      for (int step = 0; step < steps; step++) {
        List<String> parents = new ArrayList<>();
        for (int earlier = 0; earlier < step; earlier++) {
          if (random.nextInt(1 + step / 2) == 0) {
            parents.add("s" + earlier);
          }
        }
        yaml.append(STEP.formatted(step, String.join(", ", parents)));
      }
      Files.writeString(folder.resolve(name(number) + ".yaml"), yaml);
    }
  }

  /** Some calls fail, a few for good, and very few are never answered. */
  static Witness.Script script(long seed) {
    return (caller, call) -> {
      int fate = new Random(seed ^ (31L * caller.hashCode() + call)).nextInt(1000);
      if (fate < 120) {
        return 503;
      }
      return fate < 125 ? 400 : fate < 128 ? 0 : 200;
    };
  }
}
