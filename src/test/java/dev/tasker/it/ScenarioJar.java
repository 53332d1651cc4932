package dev.tasker.it;

import dev.tasker.it.scenario.ScriptedHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A jar as a user would bring it: handlers and templates. */
final class ScenarioJar {

  private static final String SPECIAL =
      """
      name: special_%1$s
      version: 1.0.0
      retry: {base_delay: 50ms, jitter: 0}
      step_templates:
        - name: a
          handler_class: %2$s
          %3$s
        - {name: b, handler_class: scripted, depends_on_step: a}
      """;

  /** A chain of steps beside one that takes all connections. */
  private static final String HOARD =
      """
      name: hoard
      version: 1.0.0
      retry: {base_delay: 50ms, jitter: 0}
      step_templates:
        - {name: hoard, handler_class: hoard}
        - {name: a, handler_class: scripted}
        - {name: b, handler_class: scripted, depends_on_step: a}
        - {name: c, handler_class: scripted, depends_on_step: b}
      """;

  private ScenarioJar() {}

  /** The jar with all scenarios, random graphs among them. */
  static JavaArchive build(long firstSeed, int randomGraphs) {
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "scenarios.jar")
            .addPackage(ScriptedHandler.class.getPackage())
            .addAsManifestResource(new StringAsset(""), "beans.xml");
    graphs(firstSeed, randomGraphs).forEach((name, yaml) -> add(jar, name, yaml));
    add(jar, "special_timeout", SPECIAL.formatted("timeout", "scripted", "timeout: 200ms"));
    add(jar, "special_once", SPECIAL.formatted("once", "scripted", "default_retryable: false"));
    add(jar, "special_guarded", SPECIAL.formatted("guarded", "guarded", "default_retry_limit: 3"));
    add(jar, "hoard", HOARD);
    add(jar, "special_later", SPECIAL.formatted("later", "later", "description: waits"));
    add(
        jar,
        "special_hooks",
        "task_handler_class: scenario_task\n"
            + SPECIAL.formatted("hooks", "scripted", "dependent_system: none"));
    return jar;
  }

  private static Map<String, String> graphs(long firstSeed, int randomGraphs) {
    Map<String, String> yaml = new LinkedHashMap<>();
    yaml.put("linear", Yaml.graph("linear", "a", "b<a", "c<b", "d<c", "e<d"));
    yaml.put("diamond", Yaml.graph("diamond", "a", "b<a", "c<a", "d<b,c"));
    yaml.put("tree", Yaml.graph("tree", "a", "b<a", "c<a", "d<b", "e<b", "f<c", "g<c"));
    yaml.put("merge", Yaml.graph("merge", "a", "b", "c", "d<a,b,c", "e<d"));
    yaml.put("branches", Yaml.graph("branches", "a", "b", "c<b", "d<c", "e<a,d"));
    List<String> wide = new ArrayList<>(List.of("root"));
    IntStream.range(0, 60).forEach(i -> wide.add("w" + i + "<root"));
    wide.add("join<" + String.join(",", IntStream.range(0, 60).mapToObj(i -> "w" + i).toList()));
    yaml.put("wide", Yaml.graph("wide", wide));
    IntStream.range(0, randomGraphs)
        .mapToObj(i -> RandomGraph.of(firstSeed + i))
        .forEach(graph -> yaml.put(graph.name(), Yaml.graph(graph.name(), graph.steps())));
    return yaml;
  }

  private static void add(JavaArchive jar, String name, String yaml) {
    jar.addAsResource(new StringAsset(yaml), "tasker/tasks/" + name + ".yaml");
  }
}
