package dev.tasker.bench;

/**
 * A report that holds a snapshot while work goes on: nothing that dies meanwhile can be cleaned up.
 */
final class HeldSnapshot implements Growth.Scenario {

  private static final String DEAD =
      "select /* bench */ coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables where relname = ?";

  @Override
  public void run(Workbench bench) throws Exception {
    int seconds = Integer.getInteger("bench.held", 120);
    bench.warmUp();
    double rate = bench.steadyStepsPerSecond();
    double heap = bench.liveHeap();
    double last = rate;
    try (var report = new Server(bench.settings)) {
      report.run("begin isolation level repeatable read");
      report.run("select count(*) from task");
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        last = bench.stepsPerSecond();
      }
      bench.row("seconds held", "%.0f", seconds, "");
      bench.row("W1 steps/s at the end", "%.0f", last, Workbench.times(last, rate));
      for (String table : new String[] {"ready_step", "workflow_step", "task"}) {
        bench.row("dead rows of " + table, "%.0f", bench.server.number(DEAD, table), "");
      }
      bench.row("database, MB", "%.0f", bench.databaseSize(), "");
      report.run("rollback");
    }
    double after = bench.steadyStepsPerSecond();
    bench.row("W1 steps/s when it is gone", "%.0f", after, Workbench.times(after, rate));
    double heapAfter = bench.liveHeap();
    bench.row("live heap, MB", "%.0f", heapAfter, Workbench.times(heapAfter, heap));
  }
}
