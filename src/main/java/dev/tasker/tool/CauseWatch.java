package dev.tasker.tool;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads along in what the server writes to its log while it boots. The server tells of a failed
 * deployment in traces of hundreds of lines and its caller not at all; what a person needs is the
 * message of the last cause.
 */
final class CauseWatch extends OutputStream {

  private static final Pattern CAUSE =
      Pattern.compile(
          "(?:Caused by: )?[a-z][\\w$]*(?:\\.[\\w$]+)+(?:Exception|Error|Failure): (.+)");
  private static final int LINE_LIMIT = 4096;

  private final PrintStream log;
  private final StringBuilder line = new StringBuilder();
  private Optional<String> cause = Optional.empty();

  CauseWatch(PrintStream log) {
    this.log = log;
  }

  /** A stream that writes to the log and is read on the way. */
  PrintStream stream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  /** The message of the last exception that was logged. */
  synchronized Optional<String> cause() {
    return cause;
  }

  @Override
  public synchronized void write(int octet) {
    log.write(octet);
    if (octet != '\n') {
      if (line.length() < LINE_LIMIT) {
        // Octets for now; what matches is decoded below.
        line.append((char) (octet & 0xff));
      }
      return;
    }
    Matcher matcher = CAUSE.matcher(line);
    if (matcher.matches()) {
      byte[] octets = matcher.group(1).getBytes(StandardCharsets.ISO_8859_1);
      cause = Optional.of(new String(octets, StandardCharsets.UTF_8).strip());
    }
    line.setLength(0);
  }

  @Override
  public void flush() {
    log.flush();
  }
}
