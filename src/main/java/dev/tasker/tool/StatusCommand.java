package dev.tasker.tool;

import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether a node is ready. */
@Command(
    name = "status",
    description =
        "Tells whether a node is ready. Ends with 0 if it is, 1 if it runs but is not ready, 2 if nothing runs there.")
final class StatusCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of a node on this machine. Default: ${DEFAULT-VALUE}")
  int port;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of a node elsewhere, such as http://tasker.example.com:8080")
  @Nullable URI url;

  private final Console console;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI base = NodeAddress.base(url == null ? URI.create("http://127.0.0.1:" + port) : url);
    HealthProbe.Answer answer = new HealthProbe(base).ask();
    return switch (answer.state()) {
      case READY -> tell(ExitCode.OK, "%s is ready.".formatted(base));
      case NOT_READY ->
          tell(
              ExitCode.FAILED,
              "%s runs but is not ready.\n%s".formatted(base, HealthReport.of(answer.detail())));
      case NOT_RUNNING ->
          tell(
              ExitCode.NOT_RUNNING,
              "Nothing answers on %s (%s). Start it with: ./tasker up"
                  .formatted(base, answer.detail()));
      case SOMETHING_ELSE ->
          tell(
              ExitCode.FAILED,
              "Something answers on %s, but not as a Tasker does. Is the address right?"
                  .formatted(base));
    };
  }

  private int tell(ExitCode exitCode, String words) {
    console.say(words);
    return exitCode.number();
  }
}
