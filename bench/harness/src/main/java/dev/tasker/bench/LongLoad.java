package dev.tasker.bench;

/**
 * Diamonds for half an hour: what is held must not grow with the time, what is stored only with the
 * work.
 */
final class LongLoad implements Growth.Scenario {

  private static final int PARTS = 3;
  private static final String CONNECTIONS =
      "select /* bench */ count(*) from pg_stat_activity where datname = current_database()";
  private static final String TASKS = "select /* bench */ count(*) from task";

  /** What is held and stored at a time. */
  private record Look(double heap, double connections, double tasks, double megabytes) {

    static Look at(Workbench bench) throws Exception {
      return new Look(
          bench.liveHeap(),
          bench.server.number(CONNECTIONS),
          bench.server.number(TASKS),
          bench.databaseSize());
    }

    /** Of the tasks since another time. */
    double kilobytesPerTask(Look before) {
      return (megabytes - before.megabytes) * 1024 / (tasks - before.tasks);
    }
  }

  @Override
  public void run(Workbench bench) throws Exception {
    int seconds = Integer.getInteger("bench.long", 1800);
    bench.warmUp();
    double rate = bench.steadyStepsPerSecond();
    Look begin = Look.at(bench);
    Look before = begin;
    double firstSize = Double.NaN;
    for (int part = 1; part <= PARTS; part++) {
      double last = runFor(bench, seconds / PARTS);
      Look now = Look.at(bench);
      double size = now.kilobytesPerTask(before);
      String after = " after %d s".formatted(seconds * part / PARTS);
      bench.row("W1 steps/s" + after, "%.0f", last, Workbench.times(last, rate));
      bench.row("live heap, MB" + after, "%.0f", now.heap, Workbench.times(now.heap, begin.heap));
      bench.row(
          "connections" + after,
          "%.0f",
          now.connections,
          Workbench.times(now.connections, begin.connections));
      bench.row("KB a task" + after, "%.1f", size, Workbench.times(size, firstSize));
      firstSize = part == 1 ? size : firstSize;
      before = now;
    }
    bench.row("tasks", "%.0f", before.tasks, "");
    bench.row("database, MB", "%.0f", before.megabytes, "");
  }

  private static double runFor(Workbench bench, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    double last = Double.NaN;
    while (System.nanoTime() < end) {
      last = bench.stepsPerSecond();
    }
    return last;
  }
}
