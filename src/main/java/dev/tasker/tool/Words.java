package dev.tasker.tool;

import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/** Turns what the machine says into what a person reads. */
final class Words {

  private Words() {}

  /** The reason in an exception, without the name of its class. */
  static String of(Throwable failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (failure instanceof FileAlreadyExistsException existing) {
      return existing.getFile() + " is a file, not a folder";
    }
    if (failure instanceof ConnectException && failure.getMessage() == null) {
      return "connection refused";
    }
    String message = failure.getMessage();
    if (message != null && !message.isBlank()) {
      return message.strip();
    }
    Throwable cause = failure.getCause();
    return cause == null ? "no reason given" : of(cause);
  }

  /** Seconds with one decimal: {@code 0.4 s}. */
  static String of(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
