package dev.tasker;

import static dev.tasker.testing.ModelChecker.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.ModelChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model in {@code docs/spec} keeps its promises, and TLC would tell if it did not. */
class ModelTest {

  @TempDir Path folder;

  @Test
  void protocol_keepsEveryPromise() throws Exception {
    assertThat(check(settings())).contains(GOOD);
  }

  @Test
  void protocol_keepsEveryPromise_whenAnOperatorActsAndStepsKillTheirNodes() throws Exception {
    String troubled = changed(settings(), "MaxAttempts = 2", "MaxAttempts = 1");
    troubled = changed(troubled, "MaxActs = 0", "MaxActs = 1");
    assertThat(check(changed(troubled, "MaxLosses = 2", "MaxLosses = 1"))).contains(GOOD);
  }

  @Test
  void commitWithoutAFence_isFoundToBreakAPromise() throws Exception {
    assertThat(check(changed(settings(), "Fenced = TRUE", "Fenced = FALSE")))
        .containsPattern("Error: Invariant \\w+ is violated");
  }

  private static String settings() throws IOException {
    return Files.readString(ModelChecker.SPEC.resolve("Model.cfg"));
  }

  private static String changed(String settings, String from, String to) {
    assertThat(settings).contains(from);
    return settings.replace(from, to);
  }

  /** What TLC says of the model with these settings. */
  private String check(String settings) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("Model.cfg"), settings);
    return ModelChecker.check(folder, "Model");
  }
}
