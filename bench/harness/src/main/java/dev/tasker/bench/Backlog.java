package dev.tasker.bench;

/** 100,000 tasks that fall due at once. */
final class Backlog implements Growth.Scenario {

  private static final String DUE = "update ready_step set due_at = now() where due_at is not null";

  /** From the first start to the last end. */
  private static final String SECONDS =
      """
      select /* bench */ extract(epoch from max(completed_at) - min(started_at))
      from task where run_at is not null and completed_at is not null\
      """;

  @Override
  public void run(Workbench bench) throws Exception {
    bench.warmUp();
    double rate = bench.steadyStepsPerSecond();
    double heap = bench.liveHeap();
    Delayed.make(bench);
    int tasks = bench.tables.unfinished();
    bench.server.run(DUE);
    bench.tables.awaitUnfinished(tasks / 2, 500);
    double heapAmid = bench.liveHeap();
    bench.tables.awaitUnfinished(0, 500);
    double steps = tasks * Graph.DIAMOND.steps() / bench.server.number(SECONDS);
    bench.row("tasks due at once", "%.0f", tasks, "");
    bench.row("steps/s until all are done", "%.0f", steps, Workbench.times(steps, rate));
    bench.row("live heap amid them, MB", "%.0f", heapAmid, Workbench.times(heapAmid, heap));
  }
}
