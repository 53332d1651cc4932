package dev.tasker.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes graphs as task templates. Arguments: a folder and the graphs' names. */
public final class Templates {

  private Templates() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      write(Graph.named(name), folder.resolve(name + ".yaml"));
    }
  }

  private static void write(Graph graph, Path file) throws IOException {
    try (BufferedWriter yaml = Files.newBufferedWriter(file)) {
      yaml.write("name: " + graph.name() + "\nstep_templates:\n");
      for (int step = 0; step < graph.steps(); step++) {
        yaml.write("  - {name: s" + step + ", handler_class: noop" + parents(graph, step) + "}\n");
      }
    }
  }

  private static String parents(Graph graph, int step) {
    if (graph.parents(step) == 0) {
      return "";
    }
    if (graph.parents(step) == 1) {
      return ", depends_on_step: s" + (graph.forked() ? 0 : step - 1);
    }
    var names = new StringBuilder(", depends_on_steps: [s1");
    for (int parent = 2; parent <= graph.width(); parent++) {
      names.append(", s").append(parent);
    }
    return names.append(']').toString();
  }
}
