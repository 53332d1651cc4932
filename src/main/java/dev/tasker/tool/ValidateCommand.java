package dev.tasker.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks workflows as the server does when it loads them. */
@Command(
    name = "validate",
    description =
        "Checks workflows (YAML) as the server does. Ends with 0 if all are good, 26 if one is not.")
final class ValidateCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A workflow, or a folder of them.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--lib",
      paramLabel = "JAR",
      description =
          "Jar with your handlers, or a folder of jars: then handlers must be in one of them.")
  List<Path> libraries = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = "development",
      description =
          "In which environment placeholders must stand for something. Default: ${DEFAULT-VALUE}")
  String environment = "";

  private final Console console;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var check = new TemplateCheck(WarAssembly.jars(libraries), environment);
    List<String> problems = check.problems(files);
    problems.forEach(console.err()::println);
    console.say(
        problems.isEmpty()
            ? "%d checked, all good.".formatted(check.checked())
            : "%d checked, %d problems.".formatted(check.checked(), problems.size()));
    return (problems.isEmpty() ? ExitCode.OK : ExitCode.FILES_REFUSED).number();
  }
}
