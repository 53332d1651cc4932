package dev.tasker.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the {@code tasker} script as a user does, on what the build has made. In the end it kills
 * what a test has left running.
 */
final class TaskerProcesses implements AutoCloseable {

  static final Duration LIMIT = Duration.ofMinutes(4);

  private static final Pattern READY = Pattern.compile("Tasker is ready on (http://\\S+)");

  /** These nodes live for a minute or two: to be compiled well would take them half of that. */
  private static final String OPTIONS = "-Xmx512m -XX:TieredStopAtLevel=1";

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  static {
    shareClasses();
  }

  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  /**
   * @param folder where logs go, and where the script is called
   */
  TaskerProcesses(Path folder) {
    this.folder = folder;
  }

  /** Whoever builds and starts Tasker has done it, too; each start takes a third less. */
  private static void shareClasses() {
    Path tool = Path.of("target", "tool").toAbsolutePath();
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(tool, "classes-*.jsa")) {
      if (archives.iterator().hasNext()) {
        return;
      }
      Process sharing = command(tool, tool.resolve("share-classes.log"), "share-classes").start();
      assertThat(exitValue(sharing)).as("see target/tool/share-classes.log").isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the classes were shared", e);
    }
  }

  /** What a command said, and with what number it ended. */
  record Ended(int exitValue, String output) {}

  /** A node that was ready. */
  record Node(Process process, Path log, URI base) {

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM to all processes of its group, as a terminal does with Ctrl-C. */
    void interruptGroup() throws IOException, InterruptedException {
      if (Files.isExecutable(SETSID)) {
        signal("TERM", "-" + process.pid());
      } else {
        process.destroy();
      }
    }

    /** The names of its threads, without numbers; those that deliver events are bounded. */
    List<String> threads() throws IOException, InterruptedException {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(process.pid()),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      String dump = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
      assertThat(jcmd.waitFor()).as(dump).isZero();
      return dump.lines()
          .filter(line -> line.startsWith("\"") && !line.contains("tasker-delivery"))
          .map(line -> line.substring(1, line.indexOf('"', 1)).replaceAll("\\d+", "#"))
          .sorted()
          .toList();
    }
  }

  /** Starts a node, on any port if none is named, and waits until it is ready. */
  Node up(String name, String... arguments) throws IOException {
    Path log = folder.resolve(name + ".log");
    Process process = spawn(name, arguments);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the launcher has ended, see " + log, () -> !process.isAlive())
        .until(() -> READY.matcher(Files.readString(log)).find());
    Matcher matcher = READY.matcher(Files.readString(log));
    assertThat(matcher.find()).isTrue();
    return new Node(process, log, URI.create(matcher.group(1)));
  }

  /** Starts a node and does not wait for it. */
  Process spawn(String name, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("up"));
    all.addAll(List.of(arguments));
    if (!all.contains("--port")) {
      all.addAll(List.of("--port", "0"));
    }
    return start(folder.resolve(name + ".log"), all.toArray(String[]::new));
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve("run.log");
    int exitValue = exitValue(start(log, arguments));
    return new Ended(exitValue, Files.readString(log));
  }

  static int exitValue(Process process) throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Process start(Path log, String... arguments) throws IOException {
    ProcessBuilder builder = command(log, arguments);
    if (Files.isExecutable(SETSID)) {
      builder.command().add(0, SETSID.toString());
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** The script with these arguments, not started yet. */
  ProcessBuilder command(Path log, String... arguments) {
    return command(folder, log, arguments);
  }

  private static ProcessBuilder command(Path folder, Path log, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of("tasker").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("TASKER_SKIP_BUILD", "yes");
    builder.environment().put("TASKER_JAVA_OPTIONS", OPTIONS);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Sends a signal to a process, or with a minus sign to a group of them. */
  static void signal(String name, String pid) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -s " + name + " -- " + pid).inheritIO().start();
    assertThat(kill.waitFor()).as("kill -s %s %s", name, pid).isZero();
  }

  @Override
  public void close() throws InterruptedException {
    started.forEach(Process::destroyForcibly);
    for (Process process : started) {
      process.waitFor();
    }
  }
}
