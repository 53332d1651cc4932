package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends the Tasker that owns a data folder, and a database that a killed one left behind. */
@Command(
    name = "stop",
    description =
        "Stops the Tasker that runs on a data folder, or the database that a killed one left behind.")
final class StopCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The folder that it runs on. Default: ./${DEFAULT-VALUE}")
  Path data = Path.of("");

  private final Installation installation;
  private final Console console;

  StopCommand(Installation installation, Console console) {
    this.installation = installation;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = data.toAbsolutePath().normalize();
    Optional<Long> owner = FolderLock.owner(folder);
    if (owner.isPresent()) {
      end(owner.get());
      console.say("Stopped process %d.".formatted(owner.get()));
      return ExitCode.OK.number();
    }
    if (Postmaster.read(folder.resolve("postgres")).filter(Postmaster::isAlive).isEmpty()) {
      console.say("Nothing runs on %s.".formatted(folder));
      return ExitCode.OK.number();
    }
    try (FolderLock lock = FolderLock.take(folder)) {
      EmbeddedPostgres.start(folder, installation.libraries()).stop();
    }
    console.say("Stopped the database that was left running on %s.".formatted(folder));
    return ExitCode.OK.number();
  }

  private static void end(long pid) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new LaunchException(
          ExitCode.FAILED,
          "Process %d has not stopped within %s. To end it at once: kill -9 %d"
              .formatted(pid, Words.of(PATIENCE), pid),
          e);
    }
  }
}
