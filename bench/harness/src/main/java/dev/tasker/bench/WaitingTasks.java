package dev.tasker.bench;

/** 100,000 tasks that wait for their time, while others run. */
final class WaitingTasks implements Growth.Scenario {

  @Override
  public void run(Workbench bench) throws Exception {
    bench.warmUp();
    double rate = bench.steadyStepsPerSecond();
    Burst lines = bench.lines();
    Delayed.make(bench);

    double rateAfter = bench.steadyStepsPerSecond();
    Burst linesAfter = bench.lines();
    bench.row("tasks that wait", "%.0f", bench.tables.unfinished(), "");
    bench.row("W1 steps/s", "%.0f", rateAfter, Workbench.times(rateAfter, rate));
    bench.row(
        "W2 p50 ms",
        "%.2f",
        linesAfter.latency().p50(),
        Workbench.times(linesAfter.latency().p50(), lines.latency().p50()));
  }
}
