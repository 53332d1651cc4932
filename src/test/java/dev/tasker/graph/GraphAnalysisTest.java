package dev.tasker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphAnalysisTest {

  @Test
  void diamond_hasThreeLevels() {
    var analysis =
        analysis(
            List.of("d", "a", "b", "c"),
            Map.of("d", List.of("b", "c"), "b", List.of("a"), "c", List.of("a")));
    assertThat(analysis.levels()).containsExactly(List.of(1), List.of(2, 3), List.of(0));
    assertThat(analysis.executionOrder()).containsExactly(1, 2, 3, 0);
    assertThat(analysis.criticalPath()).containsExactly(1, 2, 0);
    assertThat(analysis.roots()).containsExactly(1);
    assertThat(analysis.leaves()).containsExactly(0);
  }

  @Test
  void branchesOfDifferentLength_makeTheLongerOneCritical() {
    var analysis =
        analysis(
            List.of("short", "l1", "l2", "join", "alone"),
            Map.of("l2", List.of("l1"), "join", List.of("short", "l2")));
    assertThat(analysis.criticalPath()).containsExactly(1, 2, 3);
    assertThat(analysis.levels()).containsExactly(List.of(0, 1, 4), List.of(2), List.of(3));
    assertThat(analysis.leaves()).containsExactly(3, 4);
  }

  @Test
  void graphWithoutSteps_hasNothing() {
    var analysis = analysis(List.of(), Map.of());
    assertThat(analysis.levels()).isEmpty();
    assertThat(analysis.criticalPath()).isEmpty();
  }

  @Test
  void randomGraphs_putParentsFirst_andTheirPathIsAChainOfEdges() {
    for (int seed = 0; seed < 50; seed++) {
      StepGraph graph = random(new Random(seed));
      var analysis = GraphAnalysis.of(graph);
      List<Integer> order = analysis.executionOrder();
      assertThat(order).hasSize(graph.size()).doesNotHaveDuplicates();
      for (int step = 0; step < graph.size(); step++) {
        for (int parent : graph.parents(step)) {
          assertThat(order.indexOf(parent)).isLessThan(order.indexOf(step));
        }
      }
      List<Integer> path = analysis.criticalPath();
      assertThat(path).hasSize(analysis.levels().size());
      for (int i = 1; i < path.size(); i++) {
        assertThat(graph.parents(path.get(i))).contains(path.get(i - 1));
      }
    }
  }

  private static StepGraph random(Random random) {
    var names = new ArrayList<String>();
    Map<String, List<String>> parents = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      List<String> before = names.stream().filter(name -> random.nextInt(5) == 0).toList();
      names.add("s" + i);
      parents.put("s" + i, before);
    }
    return StepGraph.of(names, parents);
  }

  private static GraphAnalysis analysis(List<String> names, Map<String, List<String>> parents) {
    return GraphAnalysis.of(StepGraph.of(names, parents));
  }
}
