package dev.tasker.bench;

/** A million finished tasks in the tables. */
final class FinishedTasks implements Growth.Scenario {

  @Override
  public void run(Workbench bench) throws Exception {
    int copies = Integer.getInteger("bench.finished", 1_000_000);
    bench.warmUp();
    double rate = bench.steadyStepsPerSecond();
    Burst lines = bench.lines();
    String model = bench.node.start(Node.task("diamond", "{}"));
    bench.tables.awaitUnfinished(0, 10);
    new Clones(bench.server).make(model, copies);

    bench.row("tasks in the tables", "%.0f", bench.server.number("select count(*) from task"), "");
    bench.row("database, MB", "%.0f", bench.databaseSize(), "");
    double rateAfter = bench.steadyStepsPerSecond();
    Burst linesAfter = bench.lines();
    bench.row("W1 steps/s", "%.0f", rateAfter, Workbench.times(rateAfter, rate));
    bench.row(
        "W2 p50 ms",
        "%.2f",
        linesAfter.latency().p50(),
        Workbench.times(linesAfter.latency().p50(), lines.latency().p50()));
    bench.row(
        "hand-off p50 ms",
        "%.2f",
        linesAfter.handOff().p50(),
        Workbench.times(linesAfter.handOff().p50(), lines.handOff().p50()));
    new Listing(bench).run();
  }
}
