package dev.tasker.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random graph with random failures, and what must come of it: the model that the engine is
 * compared with.
 *
 * @param name the template's name
 * @param steps as {@link Yaml#graph} takes them
 * @param parents by step
 * @param script what each step is to do
 */
record RandomGraph(
    String name,
    List<String> steps,
    Map<String, List<String>> parents,
    Map<String, Object> script) {

  private static final int LIMIT = 3;

  static RandomGraph of(long seed) {
    var random = new Random(seed);
    int size = 1 + random.nextInt(25);
    List<String> steps = new ArrayList<>();
    Map<String, List<String>> parents = new LinkedHashMap<>();
    Map<String, Object> script = new HashMap<>();
    for (int i = 0; i < size; i++) {
      String step = "s" + i;
      List<String> before = new ArrayList<>();
      for (int earlier = 0; earlier < i; earlier++) {
        if (random.nextInt(Math.max(2, i / 2)) == 0) {
          before.add("s" + earlier);
        }
      }
      parents.put(step, before);
      steps.add(before.isEmpty() ? step : step + "<" + String.join(",", before));
      int fate = random.nextInt(12);
      if (fate == 0) {
        script.put(step, Map.of("permanent", true));
      } else if (fate <= 3) {
        script.put(step, Map.of("fail_times", fate));
      }
    }
    return new RandomGraph("random_" + seed, steps, parents, script);
  }

  /** The state each step must end in. */
  Map<String, Object> expectedStates() {
    var states = new TreeMap<String, Object>();
    parents.forEach(
        (step, before) -> {
          boolean reached =
              before.stream().allMatch(parent -> states.get(parent).equals("complete"));
          states.put(step, !reached ? "pending" : fails(step) ? "error" : "complete");
        });
    return states;
  }

  /** The state the task must end in. */
  String expectedStatus() {
    return expectedStates().containsValue("error") ? "error" : "complete";
  }

  private boolean fails(String step) {
    return script.get(step) instanceof Map<?, ?> fate
        && (fate.containsKey("permanent") || fate.get("fail_times").equals(LIMIT));
  }
}
