package dev.tasker.template;

import dev.tasker.template.YamlNode.Entry;
import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Scalar;
import dev.tasker.template.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A template's base and what its {@code environments} change in it: maps merge, lists and scalars
 * replace, steps merge by name. Each value keeps the line that it came from.
 */
final class EnvironmentOverlay {

  static final int MAX_ENVIRONMENTS = 50;
  private static final String ENVIRONMENTS = "environments";
  private static final String STEPS = "step_templates";

  private final Mapping base;
  private final Map<String, Mapping> overlays;

  private EnvironmentOverlay(Mapping base, Map<String, Mapping> overlays) {
    this.base = base;
    this.overlays = overlays;
  }

  /** Takes a template apart; an overlay that cannot be used is a problem, and left out. */
  static EnvironmentOverlay of(Mapping root, Problems problems) {
    var entries = new LinkedHashMap<>(root.entries());
    entries.remove(ENVIRONMENTS);
    var base = new Mapping(root.line(), entries);
    var overlays = new LinkedHashMap<String, Mapping>();
    Optional<Mapping> environments = new Keys(root, "", problems).map(ENVIRONMENTS);
    environments.ifPresent(
        map -> {
          if (map.entries().size() > MAX_ENVIRONMENTS) {
            problems.add(
                map.line(), ENVIRONMENTS, "must be " + MAX_ENVIRONMENTS + " at most: remove some");
            return;
          }
          var keys = new Keys(map, ENVIRONMENTS, problems);
          for (String name : map.entries().keySet()) {
            keys.map(name)
                .ifPresent(
                    overlay -> {
                      checkSteps(base, new Keys(overlay, keys.path(name), problems));
                      overlays.put(name, overlay);
                    });
          }
        });
    return new EnvironmentOverlay(base, overlays);
  }

  /** The environments that change something. */
  Set<String> environments() {
    return overlays.keySet();
  }

  /** The template as it is in that environment; the base if nothing is said of it. */
  Mapping applied(String environment) {
    Mapping overlay = overlays.get(environment);
    return overlay == null ? base : merge(base, overlay);
  }

  /** A template with an overlay applied; steps that the template lacks are left out. */
  static Mapping merge(Mapping base, Mapping overlay) {
    Mapping merged = mergeMaps(base, overlay);
    if (!(valueOf(base, STEPS) instanceof Sequence baseSteps)
        || !(valueOf(overlay, STEPS) instanceof Sequence changes)) {
      return merged;
    }
    var byName = new LinkedHashMap<String, Mapping>();
    for (YamlNode change : changes.items()) {
      nameOf(change).ifPresent(name -> byName.putIfAbsent(name, (Mapping) change));
    }
    var steps = new ArrayList<YamlNode>();
    for (YamlNode step : baseSteps.items()) {
      Optional<Mapping> change = nameOf(step).map(byName::get);
      steps.add(change.isPresent() ? mergeMaps((Mapping) step, change.get()) : step);
    }
    var entries = new LinkedHashMap<>(merged.entries());
    int line = base.entries().getOrDefault(STEPS, new Entry(base.line(), baseSteps)).line();
    entries.put(STEPS, new Entry(line, new Sequence(baseSteps.line(), steps)));
    return new Mapping(merged.line(), entries);
  }

  private static Mapping mergeMaps(Mapping base, Mapping overlay) {
    var entries = new LinkedHashMap<>(base.entries());
    overlay
        .entries()
        .forEach((key, change) -> entries.merge(key, change, EnvironmentOverlay::mergeEntries));
    return new Mapping(base.line(), entries);
  }

  private static Entry mergeEntries(Entry present, Entry change) {
    return present.value() instanceof Mapping from && change.value() instanceof Mapping to
        ? new Entry(present.line(), mergeMaps(from, to))
        : change;
  }

  private static void checkSteps(Mapping base, Keys overlay) {
    Set<String> known = stepNames(base);
    var seen = new LinkedHashMap<String, Integer>();
    for (Keys change : overlay.maps(STEPS)) {
      Optional<Keys.Text> name = change.requiredText("name");
      if (name.isEmpty()) {
        continue;
      }
      String step = name.get().value();
      Integer first = seen.putIfAbsent(step, name.get().line());
      if (first != null) {
        change.problem(
            "name", "changes the step '" + step + "' again; line " + first + " does already");
      } else if (!known.contains(step)) {
        change.problem(
            "name",
            () ->
                "there is no step '"
                    + step
                    + "' to change in the base of the template"
                    + NearestName.question(step, known));
      }
    }
  }

  private static Set<String> stepNames(Mapping base) {
    var names = new LinkedHashSet<String>();
    if (valueOf(base, STEPS) instanceof Sequence steps) {
      steps.items().forEach(step -> nameOf(step).ifPresent(names::add));
    }
    return names;
  }

  private static Optional<String> nameOf(YamlNode step) {
    return step instanceof Mapping map
            && valueOf(map, "name") instanceof Scalar name
            && name.plain() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static YamlNode valueOf(Mapping map, String key) {
    Entry entry = map.entries().get(key);
    return entry == null ? new Scalar(map.line(), "", null) : entry.value();
  }
}
