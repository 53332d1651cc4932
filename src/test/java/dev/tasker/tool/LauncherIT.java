package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code tasker} script as a user runs it, on what the build has made. */
class LauncherIT {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Pattern READY = Pattern.compile("Tasker is ready on (http://\\S+)");

  @TempDir Path folder;

  private Path data = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void chooseAFolderWithABlankInItsName() {
    data = folder.resolve("my data");
  }

  @AfterEach
  void endWhatATestLeftRunning() throws Exception {
    started.forEach(Process::destroyForcibly);
    for (Process process : started) {
      process.waitFor();
    }
    run("stop", "--data", data.toString());
  }

  @Test
  void killedNode_isFollowedByOneOnTheSameData_whichStopsInOrder() throws Exception {
    Path firstLog = folder.resolve("first.log");
    Process first = start(firstLog, "up", "--port", "0", "--data", data.toString());
    URI node = awaitReady(first, firstLog);
    assertThat(get(node + "/health/ready")).isEqualTo(200);
    assertThat(run("status", "--url", node.toString()).exitValue()).isZero();
    remember(42);

    Ended intruder = run("up", "--port", "0", "--data", data.toString());
    assertThat(intruder.exitValue()).isEqualTo(ExitCode.DATA_FOLDER_LOCKED.number());
    assertThat(intruder.output()).contains("process " + first.pid());

    first.destroyForcibly().waitFor();
    assertThat(run("status", "--url", node.toString()).exitValue())
        .isEqualTo(ExitCode.NOT_RUNNING.number());

    Path secondLog = folder.resolve("second.log");
    Process second = start(secondLog, "up", "--port", "0", "--data", data.toString());
    URI next = awaitReady(second, secondLog);
    assertThat(secondLog).content().contains("taken over");
    assertThat(get(next + "/health/ready")).isEqualTo(200);
    assertThat(remembered()).isEqualTo(42);

    second.destroy();
    assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(secondLog).content().endsWith("Stopped.\n");
    assertThat(Postmaster.read(data.resolve("postgres"))).isEmpty();
  }

  @Test
  void wrongPassword_isToldInWords() throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(data, Path.of("target", "tool", "lib").toAbsolutePath());
    try {
      String url = postgres.address().url() + "?user=tasker&password=guess";

      Ended ended = run("up", "--port", "0", "--data", data.toString(), "--database", url);

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
    ProcessBuilder builder = command(log, "status");
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", toolsWithoutJava().toString());

    assertThat(exitValue(builder.start())).isEqualTo(10);
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
    ProcessBuilder builder = command(log, "status");
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("PATH", toolsWithoutJava().toString());

    assertThat(exitValue(builder.start())).isEqualTo(10);
    assertThat(log).content().contains("17 or newer", java + " (version 8)");
  }

  private record Ended(int exitValue, String output) {}

  private ProcessBuilder command(Path log, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of("tasker").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("TASKER_SKIP_BUILD", "yes");
    builder.environment().put("TASKER_JAVA_OPTIONS", "-Xmx512m");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private Process start(Path log, String... arguments) throws IOException {
    Process process = command(log, arguments).start();
    started.add(process);
    return process;
  }

  private Ended run(String... arguments) throws Exception {
    Path log = folder.resolve("run.log");
    int exitValue = exitValue(start(log, arguments));
    return new Ended(exitValue, Files.readString(log));
  }

  private static int exitValue(Process process) throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static URI awaitReady(Process process, Path log) throws IOException {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the launcher has ended", () -> !process.isAlive())
        .until(() -> READY.matcher(Files.readString(log)).find());
    Matcher matcher = READY.matcher(Files.readString(log));
    assertThat(matcher.find()).isTrue();
    return URI.create(matcher.group(1));
  }

  private static int get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
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

  private void remember(int answer) throws SQLException, IOException {
    try (Connection connection = DatabaseProbe.connect(database());
        Statement statement = connection.createStatement()) {
      statement.execute("create table remembered as select %d as answer".formatted(answer));
    }
  }

  private int remembered() throws SQLException, IOException {
    try (Connection connection = DatabaseProbe.connect(database());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select answer from remembered")) {
      result.next();
      return result.getInt(1);
    }
  }

  private DatabaseAddress database() throws IOException {
    return PostgresAccess.of(data)
        .open(Postmaster.read(data.resolve("postgres")).orElseThrow().port());
  }
}
