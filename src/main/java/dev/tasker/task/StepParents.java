package dev.tasker.task;

import dev.tasker.database.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which steps each step of a template waits for, by name. Immutable. */
record StepParents(Map<String, List<String>> byStep) {

  /** Copies the map. */
  StepParents {
    byStep = Map.copyOf(byStep);
  }

  /** Reads them out of a stored template. */
  static StepParents ofDefinition(String definition) {
    Map<String, List<String>> byStep = new HashMap<>();
    for (Object step : list(Json.object(definition).get("steps"))) {
      if (step instanceof Map<?, ?> members && members.get("name") instanceof String name) {
        byStep.put(name, names(members));
      }
    }
    return new StepParents(byStep);
  }

  /** The names of the steps that must finish before that one. */
  List<String> of(String stepName) {
    return byStep.getOrDefault(stepName, List.of());
  }

  private static List<String> names(Map<?, ?> step) {
    var names = new ArrayList<String>();
    for (Object name : list(step.get("depends_on_steps"))) {
      names.add((String) name);
    }
    return names;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
