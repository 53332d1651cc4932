package dev.tasker.tool;

/** Ends the launcher with words for the user, who sees nothing else: say what to do. */
final class LaunchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  LaunchException(ExitCode exitCode, String words) {
    super(words);
    this.exitCode = exitCode;
  }

  LaunchException(ExitCode exitCode, String words, Throwable cause) {
    super(words, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
