package dev.tasker.rest;

import dev.tasker.graph.GraphAnalysis;
import dev.tasker.graph.StepGraph;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the steps of a task depend on each other, by name.
 *
 * @param levels what can run side by side, roots first
 * @param criticalPath the longest chain of steps
 * @param roots the steps that wait for none
 * @param leaves the steps that none waits for
 */
record DependenciesDocument(
    List<List<String>> levels, List<String> criticalPath, List<String> roots, List<String> leaves) {

  /**
   * Whether a client asks for it.
   *
   * @throws ProblemException if it asks for something else
   */
  static boolean isWanted(UriInfo uri) {
    var query = new Query(uri, List.of("include"));
    boolean wanted = !query.words("include", Map.of("dependencies", true)).isEmpty();
    query.check();
    return wanted;
  }

  static DependenciesDocument of(List<StepDocument> steps) {
    List<String> names = steps.stream().map(StepDocument::name).toList();
    Map<String, List<String>> parents = new LinkedHashMap<>();
    steps.forEach(step -> parents.put(step.name(), step.dependsOnSteps()));
    var analysis = GraphAnalysis.of(StepGraph.of(names, parents));
    return new DependenciesDocument(
        analysis.levels().stream().map(level -> named(level, names)).toList(),
        named(analysis.criticalPath(), names),
        named(analysis.roots(), names),
        named(analysis.leaves(), names));
  }

  private static List<String> named(List<Integer> steps, List<String> names) {
    return steps.stream().map(names::get).toList();
  }
}
