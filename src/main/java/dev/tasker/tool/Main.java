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
      mixinStandardHelpOptions = true,
      scope = CommandLine.ScopeType.INHERIT,
      versionProvider = Version.class)
  private static final class Tasker {}

  /** The version that the build has written into the jar. */
  private static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Tasker " + (version == null ? "(not built)" : version)};
    }
  }

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
        new CommandLine(new Tasker())
            .addSubcommand(new UpCommand(installation, console))
            .addSubcommand(new DemoCommand(installation, console))
            .addSubcommand(new StatusCommand(console))
            .addSubcommand(new StopCommand(installation, console))
            .addSubcommand(new NewCommand(installation, console))
            .addSubcommand(new GenerateCommand(console))
            .addSubcommand(new ValidateCommand(console))
            .addSubcommand(new DiagramCommand(console))
            .addSubcommand(new ShareClassesCommand(installation));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> explainUsage(e, console));
    line.setExecutionExceptionHandler((e, command, result) -> explain(e, console));
    return line;
  }

  private static int explainUsage(ParameterException e, Console console) {
    CommandLine command = e.getCommandLine();
    console.complain(Words.of(e));
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      unmatched.getSuggestions().stream()
          .limit(3)
          .forEach(suggestion -> console.err().println("Did you mean " + suggestion + "?"));
    }
    if (command.getParent() == null) {
      command.usage(console.err());
    } else {
      console.err().println("Try: tasker %s --help".formatted(command.getCommandName()));
    }
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
