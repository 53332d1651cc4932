package dev.tasker.tool;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What the launcher itself says, apart from the log of the server. */
final class Console {

  private final PrintWriter out;
  private final PrintWriter err;

  Console(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  static Console standard() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  void say(String words) {
    out.println(words);
  }

  /** What went wrong, on the stream for errors. */
  void complain(String words) {
    err.println("tasker: " + words.strip().replace("\n", "\n        "));
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }
}
