package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a project that builds against the api jar alone. */
@Command(
    name = "new",
    description = "Writes a project for your handlers and subscribers, with one workflow in it.")
final class NewCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "PROJECT",
      description = "The project's folder, which must not exist; its last part is the name.")
  Path project = Path.of("");

  private final Installation installation;
  private final Console console;

  NewCommand(Installation installation, Console console) {
    this.installation = installation;
    this.console = console;
  }

  @Override
  public Integer call() {
    Path folder = project.toAbsolutePath().normalize();
    String name = JavaNames.require("a project's name", String.valueOf(folder.getFileName()));
    if (Files.exists(folder)) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED, "%s is there already; choose another name.".formatted(project));
    }
    Map<String, String> values = new HashMap<>();
    values.put("PROJECT", name);
    values.put("VERSION", version());
    var files =
        new GeneratedFiles(project)
            .add("pom.xml", Blueprint.fill("pom.xml", values))
            .add("README.md", Blueprint.fill("README.md", values))
            .add(".gitignore", Blueprint.fill("gitignore", values));
    String javaPackage = "com.example." + JavaNames.packageName(name);
    WorkflowFiles.taskHandler(files, "hello", name, List.of("greet", "part"), javaPackage);
    files.write().forEach(file -> console.say("wrote " + file));
    copyApi(folder.resolve("lib/tasker-api.jar"));
    console.say(
        "Next: cd %s && mvn package, then tasker up --lib target/%s.jar".formatted(project, name));
    return ExitCode.OK.number();
  }

  private void copyApi(Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(installation.apiJar(), target);
      console.say("wrote " + project.resolve("lib/tasker-api.jar"));
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED,
          "The api jar cannot be copied to %s: %s".formatted(target, Words.of(e)));
    }
  }

  private static String version() {
    String version = NewCommand.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }
}
