package dev.tasker.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a workflow. */
@Command(
    name = "diagram",
    description = "Draws a workflow (YAML) on standard output: which step waits for which.")
final class DiagramCommand implements Callable<Integer> {

  /** The forms in which a diagram comes. */
  enum Format {
    mermaid,
    svg,
    html
  }

  @Parameters(index = "0", paramLabel = "FILE", description = "A workflow.")
  Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "mermaid",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  Format format = Format.mermaid;

  private final Console console;

  DiagramCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var check = new TemplateCheck(List.of(), "development");
    List<String> problems = check.problems(List.of(file));
    if (!problems.isEmpty()) {
      problems.forEach(console.err()::println);
      return ExitCode.FILES_REFUSED.number();
    }
    check.pictures(format).forEach(console::say);
    return ExitCode.OK.number();
  }
}
