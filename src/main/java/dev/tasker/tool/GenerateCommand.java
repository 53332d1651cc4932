package dev.tasker.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the beginnings of handlers, workflows and subscribers, each with its test. */
@Command(
    name = "generate",
    description = "Writes a workflow, a handler or a subscriber, with its test, into a project.",
    synopsisSubcommandLabel = "task-handler|step-handler|subscriber")
final class GenerateCommand implements Runnable {

  private final Console console;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new LaunchException(
        ExitCode.USAGE,
        "Say what to generate: task-handler, step-handler or subscriber. Try: tasker generate --help");
  }

  /** Where things are put. */
  static final class Place {

    @Option(
        names = "--project",
        paramLabel = "DIR",
        defaultValue = ".",
        description = "The project's folder. Default: the current one.")
    Path project = Path.of(".");

    @Option(
        names = "--package",
        paramLabel = "NAME",
        description = "The Java package. Default: com.example and the namespace.")
    @Nullable String javaPackage;

    String packageOr(String otherwise) {
      return JavaNames.requirePackage(javaPackage == null ? otherwise : javaPackage);
    }
  }

  @Command(
      name = "task-handler",
      description = "Writes a workflow: YAML, a task handler, a step handler for each step, tests.")
  int taskHandler(
      @Parameters(index = "0", paramLabel = "NAME", description = "The workflow's name.")
          String name,
      @Option(names = "--namespace", paramLabel = "N", defaultValue = "default") String namespace,
      @Option(
              names = "--steps",
              paramLabel = "A,B,C",
              split = ",",
              required = true,
              description = "Its steps, each of which waits for the one before.")
          List<String> steps,
      @Mixin Place place) {
    return written(
        WorkflowFiles.taskHandler(
            new GeneratedFiles(place.project),
            JavaNames.require("a workflow's name", name),
            JavaNames.require("a namespace", namespace),
            steps.stream().map(step -> JavaNames.require("a step's name", step.strip())).toList(),
            place.packageOr("com.example." + JavaNames.packageName(namespace))));
  }

  @Command(name = "step-handler", description = "Writes a step handler and its test.")
  int stepHandler(
      @Parameters(index = "0", paramLabel = "NAME", description = "The handler's name.")
          String name,
      @Option(names = "--namespace", paramLabel = "N", defaultValue = "default") String namespace,
      @Mixin Place place) {
    return written(
        WorkflowFiles.stepHandler(
            new GeneratedFiles(place.project),
            JavaNames.require("a handler's name", name),
            JavaNames.require("a namespace", namespace),
            place.packageOr("com.example." + JavaNames.packageName(namespace))));
  }

  @Command(name = "subscriber", description = "Writes a subscriber with a method for each event.")
  int subscriber(
      @Parameters(index = "0", paramLabel = "NAME", description = "The subscriber's name.")
          String name,
      @Option(
              names = "--events",
              paramLabel = "EVENT",
              split = ",",
              arity = "1..*",
              required = true,
              description = "Names of events, such as task.completed or your own order.placed.")
          List<String> events,
      @Mixin Place place) {
    return written(
        SubscriberFiles.of(
            new GeneratedFiles(place.project),
            JavaNames.require("a subscriber's name", name),
            new ArrayList<>(events),
            place.packageOr("com.example.subscriber")));
  }

  private int written(GeneratedFiles files) {
    files.write().forEach(file -> console.say("wrote " + file));
    return ExitCode.OK.number();
  }

  /** The values that most blueprints want. */
  static Map<String, String> values(String javaPackage, String name, String type, String handler) {
    return Map.of("PACKAGE", javaPackage, "NAME", name, "CLASS", type, "HANDLER", handler);
  }
}
