package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server as it describes itself in the file {@code postmaster.pid} of its folder.
 *
 * @param pid the server's process
 * @param port where it listens
 * @param status its own word: {@code starting}, {@code ready}, {@code stopping}, {@code standby}
 */
record Postmaster(long pid, int port, String status) {

  private static final String FILE = "postmaster.pid";

  /**
   * Reads what is written in the folder.
   *
   * @return empty if there is no such file, or it is not complete yet
   */
  static Optional<Postmaster> read(Path folder) throws IOException {
    try {
      return parse(Files.readAllLines(folder.resolve(FILE)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the lines of the file: process, folder, start time, port, socket, address, key, status.
   */
  static Optional<Postmaster> parse(List<String> lines) {
    if (lines.size() < 8) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.get(0).strip()),
              Integer.parseInt(lines.get(3).strip()),
              lines.get(7).strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean isReady() {
    return status.equals("ready");
  }

  /**
   * Says whether the process is there and is a PostgreSQL. After a restart of the machine the file
   * may name a number that some other program has now.
   */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(
            process -> process.info().command().map(name -> name.contains("postgres")).orElse(true))
        .orElse(false);
  }

  /** Removes the file that a server left behind when it was killed. */
  static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}
