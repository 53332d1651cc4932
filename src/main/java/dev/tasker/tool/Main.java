package dev.tasker.tool;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of Tasker, started by the {@code tasker} script. */
public final class Main {

  /** What the script runs; {@code tasker COMMAND --help} tells the options of each command. */
  @Command(
      name = "tasker",
      description = "A durable workflow engine: one WAR, one PostgreSQL.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true)
  private static final class Tasker {}

  private Main() {}

  /** Runs one command and ends the process with its code. */
  public static void main(String[] arguments) {
    Console console = Console.standard();
    int exitCode = commandLine(Installation.current(), console).execute(arguments);
    console.out().flush();
    console.err().flush();
    // All that was started has been stopped in order; the server's own hook would stop it again.
    Runtime.getRuntime().halt(exitCode);
  }

  static CommandLine commandLine(Installation installation, Console console) {
    CommandLine line =
        new CommandLine(new Tasker()).addSubcommand(new UpCommand(installation, console));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> explainUsage(e, console));
    line.setExecutionExceptionHandler((e, command, result) -> explain(e, console));
    return line;
  }

  private static int explainUsage(ParameterException e, Console console) {
    console.complain(Words.of(e));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
    console.err().println("Try: tasker %s --help".formatted(e.getCommandLine().getCommandName()));
    return ExitCode.USAGE.number();
  }

  private static int explain(Exception e, Console console) {
    if (e instanceof LaunchException expected) {
      console.complain(Words.of(expected));
      if (System.getenv("TASKER_TRACE") != null) {
        e.printStackTrace(console.err());
      }
      return expected.exitCode().number();
    }
    console.complain("This should not have happened; please report it.");
    e.printStackTrace(console.err());
    return ExitCode.FAILED.number();
  }
}
