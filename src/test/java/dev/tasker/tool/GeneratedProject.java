package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project that the commands have written, compiled against what a user compiles against. */
public final class GeneratedProject {

  private final Path folder;

  private GeneratedProject(Path folder) {
    this.folder = folder;
  }

  /** Runs {@code tasker new}, then the other commands in it. */
  public static GeneratedProject make(Path folder, String... commands) throws IOException {
    Path home = folder.resolveSibling("home");
    Path api = home.resolve("target/tasker-api.jar");
    Files.createDirectories(api.getParent());
    jar(Path.of("target/classes"), "dev/tasker/api/", api);
    for (String file : new Installation(home).mavenWrapper()) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.copy(Path.of(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run(home, "new", folder.toString());
    for (String command : commands) {
      List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
      arguments.addAll(List.of("--project", folder.toString()));
      run(home, arguments.toArray(String[]::new));
    }
    return new GeneratedProject(folder);
  }

  Path folder() {
    return folder;
  }

  /** Compiles the main classes against the api and Jakarta EE alone, and packs them into a jar. */
  public Path jar() throws IOException {
    Path classes = folder.resolve("target/classes");
    compile(
        "src/main/java", classes, folder.resolve("lib/tasker-api.jar") + separator() + jakarta());
    copy(folder.resolve("src/main/resources"), classes);
    Path jar = folder.resolve("target/generated.jar");
    jar(classes, "", jar);
    return jar;
  }

  /** Compiles the tests; where their classes are. */
  Path testClasses() throws IOException {
    Path classes = folder.resolve("target/test-classes");
    compile("src/test/java", classes, folder.resolve("target/classes") + separator() + classPath());
    return classes;
  }

  private void compile(String sources, Path classes, String classPath) throws IOException {
    Files.createDirectories(classes);
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-Xlint:all,-processing,-classfile,-path", "-Werror"));
    arguments.addAll(List.of("-d", classes.toString(), "-cp", classPath));
    try (Stream<Path> files = Files.walk(folder.resolve(sources))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::toString)
          .forEach(arguments::add);
    }
    var complaints = new java.io.ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, complaints, complaints, arguments.toArray(String[]::new));
    assertThat(code).as(complaints.toString()).isZero();
  }

  static CapturedConsole run(Path home, String... arguments) {
    var console = new CapturedConsole();
    int code = Main.commandLine(new Installation(home), console.console()).execute(arguments);
    assertThat(code).as(console.err()).isZero();
    return console;
  }

  private static String jakarta() {
    return Stream.of(classPath().split(separator()))
        .filter(path -> path.contains("jakarta.") || path.contains("jspecify"))
        .reduce((one, other) -> one + separator() + other)
        .orElseThrow();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String separator() {
    return System.getProperty("path.separator");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void jar(Path classes, String prefix, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        var entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes.resolve(prefix))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
