package dev.tasker.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Processor time in milliseconds since a process or the machine began, from /proc. Without /proc
 * everything is 0.
 *
 * @param engine of the engine's JVMs
 * @param postgres of the server and all that it has started
 * @param machine of everything
 */
record Processors(double engine, double postgres, double machine) {

  /** Linux counts in ticks of that many milliseconds on every platform that Java runs on. */
  private static final double TICK = 10;

  private static final int AFTER_NAME = 2;
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_SYSTEM = 14;

  static Processors now(List<Long> engine, OptionalLong postgres) {
    if (!Files.exists(Path.of("/proc/stat"))) {
      return new Processors(0, 0, 0);
    }
    List<Long> processes = engine.isEmpty() ? List.of(ProcessHandle.current().pid()) : engine;
    return new Processors(
        processes.stream().mapToDouble(pid -> sum(fields(pid), USER, SYSTEM)).sum(),
        postgres.isPresent() ? family(postgres.getAsLong()) : 0,
        busy());
  }

  Processors since(Processors before) {
    return new Processors(
        engine - before.engine, postgres - before.postgres, machine - before.machine);
  }

  /** What neither the engine nor the server used. */
  double others() {
    return Math.max(0, machine - engine - postgres);
  }

  /** The process that started that one, if both run on this machine. */
  static OptionalLong parent(long pid) {
    try {
      return Files.exists(stat(pid))
          ? OptionalLong.of(Long.parseLong(fields(pid)[PARENT]))
          : OptionalLong.empty();
    } catch (UncheckedIOException gone) {
      return OptionalLong.empty();
    }
  }

  /** A process, those it has started, and those of them that have ended. */
  private static double family(long pid) {
    double sum = sum(fields(pid), USER, SYSTEM, ENDED_USER, ENDED_SYSTEM);
    for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().children().toList()) {
      try {
        sum += sum(fields(child.pid()), USER, SYSTEM);
      } catch (UncheckedIOException ended) {
        continue; // between the list and the look; its parent counts it now
      }
    }
    return sum;
  }

  private static double busy() {
    try {
      String[] all = Files.readAllLines(Path.of("/proc/stat")).get(0).split("\\s+");
      // user, nice and system; irq, softirq and steal: all but idle and waiting for a disk
      return sum(all, 1, 2, 3, 6, 7, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double sum(String[] fields, int... which) {
    double ticks = 0;
    for (int field : which) {
      ticks += Double.parseDouble(fields[field]);
    }
    return ticks * TICK;
  }

  /** The fields behind the program's name, which may hold blanks. */
  private static String[] fields(long pid) {
    try {
      String text = Files.readString(stat(pid));
      return text.substring(text.lastIndexOf(')') + AFTER_NAME).split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path stat(long pid) {
    return Path.of("/proc", Long.toString(pid), "stat");
  }
}
