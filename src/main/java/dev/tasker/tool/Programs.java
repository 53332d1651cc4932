package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of PostgreSQL, which refuse to run as root. For root they run in a user
 * namespace of their own, where the same user is nobody in particular; where the machine forbids
 * that (many containers do), as the user {@code nobody}, who is then given the database's folder.
 */
final class Programs {

  /**
   * What a program said, and with what number it ended.
   *
   * @param exitValue 0 if all went well; 127 if there is no such program
   * @param output both of its streams
   */
  record Outcome(int exitValue, String output) {

    boolean succeeded() {
      return exitValue == 0;
    }
  }

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String NOBODY = "65534";

  private final List<String> prefix;
  private final boolean asNobody;

  private Programs(List<String> prefix, boolean asNobody) {
    this.prefix = prefix;
    this.asNobody = asNobody;
  }

  /** Finds out how to run them here. */
  static Programs on(PostgresBinaries binaries) {
    Programs plain = new Programs(List.of(), false);
    if (!System.getProperty("user.name").equals("root")) {
      return plain;
    }
    Programs inNamespace = new Programs(List.of("unshare", "--user"), false);
    if (inNamespace.run(binaries.program("pg_ctl"), "--version").succeeded()) {
      return inNamespace;
    }
    Programs asNobody =
        new Programs(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);
    if (asNobody.run(binaries.program("pg_ctl"), "--version").succeeded()) {
      return asNobody;
    }
    throw new LaunchException(
        ExitCode.EMBEDDED_DATABASE_FAILED,
        """
        PostgreSQL does not run as root, and here it can run neither in a user namespace nor as the user "nobody" out of %s.
        Run Tasker as an ordinary user, or name a data folder that everyone may enter with --data (such as /var/lib/tasker), \
        or give a database of your own with --database."""
            .formatted(binaries.home().getParent()));
  }

  /** Lets the programs write a folder that this process made. */
  void handOver(Path folder) {
    if (!asNobody) {
      return;
    }
    Outcome outcome =
        new Programs(List.of(), false).run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
    if (!outcome.succeeded()) {
      throw new LaunchException(
          ExitCode.EMBEDDED_DATABASE_FAILED,
          "The folder %s cannot be given to the user \"nobody\" (%s). Run Tasker as an ordinary user."
              .formatted(folder, outcome.output()));
    }
  }

  /** Runs a program to its end. */
  Outcome run(String... command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    try {
      // A file, not a pipe: a server that the program leaves running would hold the pipe open.
      Path output = Files.createTempFile("tasker-", ".out");
      try {
        return outcome(line, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      return new Outcome(127, Words.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(130, "interrupted");
    }
  }

  private static Outcome outcome(List<String> line, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Outcome(124, "no answer within " + Words.of(LIMIT));
    }
    return new Outcome(process.exitValue(), Files.readString(output).strip());
  }
}
