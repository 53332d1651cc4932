package dev.tasker.template;

import dev.tasker.graph.CyclicGraphException;
import dev.tasker.graph.StepGraph;
import dev.tasker.template.Keys.Text;
import dev.tasker.template.StepReader.ReadStep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks how the steps of a template stand to each other. */
final class StepOrder {

  private StepOrder() {}

  /** Each name once, each dependency known, no circle. */
  static void check(List<ReadStep> steps, Problems problems) {
    var names = new LinkedHashMap<String, Text>();
    for (ReadStep step : steps) {
      step.name()
          .ifPresent(
              name -> {
                Text first = names.putIfAbsent(name.value(), name);
                if (first != null) {
                  problems.add(
                      name.line(),
                      name.path(),
                      "there is a step '"
                          + name.value()
                          + "' already, in line "
                          + first.line()
                          + ": each needs a name of its own");
                }
              });
    }
    for (ReadStep step : steps) {
      for (Text parent : step.dependsOn()) {
        if (!names.containsKey(parent.value())) {
          problems.add(
              parent.line(),
              parent.path(),
              () ->
                  "there is no step '"
                      + parent.value()
                      + "'"
                      + NearestName.question(parent.value(), names.keySet()));
        }
      }
    }
    checkCircle(steps, names.keySet(), problems);
  }

  /** Every step and every dependency is among the named steps. */
  static void checkNamed(List<ReadStep> steps, List<Text> namedSteps, Problems problems) {
    var named = new LinkedHashSet<String>();
    for (Text name : namedSteps) {
      if (!named.add(name.value())) {
        problems.add(name.line(), name.path(), "names the step '" + name.value() + "' again");
      }
    }
    for (ReadStep step : steps) {
      step.name().ifPresent(name -> checkNamed(name, named, problems));
      step.dependsOn().forEach(parent -> checkNamed(parent, named, problems));
    }
  }

  private static void checkNamed(Text step, Set<String> named, Problems problems) {
    if (!named.contains(step.value())) {
      problems.add(
          step.line(),
          step.path(),
          () ->
              "the step '"
                  + step.value()
                  + "' is not among named_steps: add it there, or leave named_steps out"
                  + NearestName.question(step.value(), named));
    }
  }

  private static void checkCircle(List<ReadStep> steps, Set<String> names, Problems problems) {
    var parents = new HashMap<String, List<String>>();
    var firstParent = new HashMap<String, Text>();
    for (ReadStep step : steps) {
      step.name()
          .ifPresent(
              name ->
                  parents.putIfAbsent(
                      name.value(),
                      step.dependsOn().stream().map(Text::value).filter(names::contains).toList()));
      for (Text parent : step.dependsOn()) {
        step.name()
            .ifPresent(name -> firstParent.putIfAbsent(edge(parent.value(), name.value()), parent));
      }
    }
    try {
      StepGraph.of(List.copyOf(names), Map.copyOf(parents));
    } catch (CyclicGraphException e) {
      report(e.path(), firstParent, problems);
    }
  }

  private static void report(List<String> circle, Map<String, Text> edges, Problems problems) {
    Text closing = edges.get(edge(circle.get(0), circle.get(1)));
    if (closing != null) {
      problems.add(
          closing.line(),
          closing.path(),
          "the steps wait for each other: " + shown(circle) + "; take one of these away");
    }
  }

  private static String shown(List<String> circle) {
    if (circle.size() <= 20) {
      return String.join(" -> ", circle);
    }
    return String.join(" -> ", circle.subList(0, 18)) + " -> … -> " + circle.get(circle.size() - 1);
  }

  private static String edge(String parent, String child) {
    return parent + "\n" + child;
  }
}
