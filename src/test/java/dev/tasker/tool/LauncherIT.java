package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.tool.TaskerProcesses.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code tasker} script as a user runs it, on what the build has made. */
class LauncherIT {

  @TempDir Path folder;

  private TaskerProcesses processes;

  @BeforeEach
  void prepare() {
    processes = new TaskerProcesses(folder);
  }

  @AfterEach
  void endWhatATestLeftRunning() throws InterruptedException {
    processes.close();
  }

  @Test
  void wrongPassword_isToldInWords() throws Exception {
    Path data = folder.resolve("my data");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(data, Path.of("target", "tool", "lib").toAbsolutePath());
    try {
      String url = postgres.address().url() + "?user=tasker&password=guess";

      Ended ended =
          processes.run("up", "--port", "0", "--data", data.toString(), "--database", url);

      assertThat(ended.exitValue()).isEqualTo(ExitCode.DATABASE_REFUSED.number());
      assertThat(ended.output())
          .contains("refuses the login of \"tasker\"", "TASKER_DATABASE_PASSWORD")
          .doesNotContain("guess", "Exception");
    } finally {
      postgres.stop();
    }
  }

  @Test
  void noJava_isToldInWords() throws Exception {
    Path log = folder.resolve("no-java.log");
    ProcessBuilder builder = processes.command(log, "status");
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", toolsWithoutJava().toString());

    assertThat(TaskerProcesses.exitValue(builder.start())).isEqualTo(10);
    assertThat(log).content().contains("needs a JDK of version 17 or newer, found none");
  }

  @Test
  void oldJava_isToldInWords() throws Exception {
    Path home = folder.resolve("old");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo '    java.home = %s' >&2
        echo '    java.specification.version = 1.8' >&2
        echo '    java.vm.version = 25.402-b06' >&2
        """
            .formatted(home));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path log = folder.resolve("old-java.log");
    ProcessBuilder builder = processes.command(log, "status");
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("PATH", toolsWithoutJava().toString());

    assertThat(TaskerProcesses.exitValue(builder.start())).isEqualTo(10);
    assertThat(log).content().contains("17 or newer", java + " (version 8)");
  }

  /** A folder with the programs that the script itself uses, and no java. */
  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String name : List.of("dirname", "readlink", "awk", "find", "head", "tr", "cat")) {
      Path tool = tools.resolve(name);
      Files.writeString(tool, "#!/bin/sh\nPATH=/usr/bin:/bin exec %s \"$@\"\n".formatted(name));
      assertThat(tool.toFile().setExecutable(true)).isTrue();
    }
    return tools;
  }
}
