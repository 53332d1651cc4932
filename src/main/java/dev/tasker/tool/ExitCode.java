package dev.tasker.tool;

import java.util.Arrays;

/**
 * What the process tells its caller. The numbers are documented in {@code docs/howto/run.md} and
 * never change meaning; 10 and 11 are given by the {@code tasker} script before Java starts.
 */
enum ExitCode {
  OK(0),
  /** Something that no other code names; of {@code status}: running, but not ready. */
  FAILED(1),
  /** Only of {@code status}: nothing answers there. */
  NOT_RUNNING(2),
  PORT_TAKEN(20),
  DATA_FOLDER_LOCKED(21),
  DATA_FOLDER_UNUSABLE(22),
  EMBEDDED_DATABASE_FAILED(23),
  DATABASE_UNREACHABLE(24),
  DATABASE_REFUSED(25),
  FILES_REFUSED(26),
  NOT_READY_IN_TIME(27),
  SERVER_FAILED(28),
  TASK_NOT_COMPLETE(30),
  /** A word on the command line that is not understood. */
  USAGE(64);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The code that a Tasker process has ended with; {@link #FAILED} for a number that is none. */
  static ExitCode of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findAny().orElse(FAILED);
  }
}
