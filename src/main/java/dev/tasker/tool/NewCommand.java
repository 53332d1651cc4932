package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    copy(installation.apiJar(), "lib/tasker-api.jar");
    installation.mavenWrapper().forEach(file -> copy(installation.home().resolve(file), file));
    console.say(
        "Next: cd %s && ./mvnw package, then %s up --lib target/%s.jar"
            .formatted(project, installation.script(), name));
    return ExitCode.OK.number();
  }

  private void copy(Path source, String file) {
    Path target = project.resolve(file);
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
      console.say("wrote " + target);
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED,
          "%s cannot be copied to %s: %s".formatted(source, target, Words.of(e)));
    }
  }

  private static String version() {
    String version = NewCommand.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }
}
