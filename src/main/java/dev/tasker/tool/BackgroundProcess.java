package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that the demo starts beside itself; what it says goes to a file. */
final class BackgroundProcess {

  private static final Duration GRACE = Duration.ofSeconds(90);
  private static final int LAST_LINES = 20;

  private final String name;
  private final Process process;
  private final Path log;

  private BackgroundProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param name what people call it
   * @param environment added to that of this process
   * @param log replaced if it exists
   */
  static BackgroundProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new BackgroundProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.FAILED, "The %s could not be started (%s).".formatted(name, Words.of(e)), e);
    }
  }

  /**
   * Waits until its log holds some words.
   *
   * @throws LaunchException with the end of its log if it ends before, or takes too long
   */
  void awaitWords(String words, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!read().contains(words)) {
      if (!process.isAlive()) {
        throw failure(ExitCode.of(process.exitValue()), "The %s has ended.".formatted(name));
      }
      if (System.nanoTime() > deadline) {
        throw failure(
            ExitCode.NOT_READY_IN_TIME,
            "The %s was not ready after %s.".formatted(name, Words.of(limit)));
      }
      Thread.sleep(50);
    }
  }

  private LaunchException failure(ExitCode exitCode, String words) {
    List<String> lines = read().strip().lines().toList();
    String end =
        String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    return new LaunchException(
        exitCode, "%s The end of %s:\n%s".formatted(words, log, end.indent(2).stripTrailing()));
  }

  private String read() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new LaunchException(ExitCode.FAILED, "%s cannot be read.".formatted(log), e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Asks it to end, and ends it if it does not. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
