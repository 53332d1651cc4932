package dev.tasker.bench;

/** A root, ever more steps in parallel, a join. */
final class WideFans implements Growth.Scenario {

  private static final int[] WIDTHS = {1_000, 10_000, 100_000};

  private static final String MS =
      """
      select /* bench */ extract(epoch from completed_at - requested_at) * 1000
      from task where task_id = ?::uuid\
      """;

  @Override
  public void run(Workbench bench) throws Exception {
    bench.warmUp();
    double before = Double.NaN;
    for (int width : WIDTHS) {
      double best = Math.min(ms(bench, width), ms(bench, width));
      bench.row("fan-out of " + width + ", ms", "%.0f", best, "");
      double each = best * 1e3 / width;
      bench.row("of it for each step, µs", "%.1f", each, Workbench.times(each, before));
      before = each;
    }
    bench.row("live heap, MB", "%.0f", bench.liveHeap(), "");
  }

  private static double ms(Workbench bench, int width) throws Exception {
    String id = bench.node.start(Node.task("fan" + width, "{}"));
    bench.tables.awaitUnfinished(0, 20);
    return bench.server.number(MS, id);
  }
}
