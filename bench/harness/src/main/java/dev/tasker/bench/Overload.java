package dev.tasker.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * More tasks than can be run, for two minutes, in batches. The template slow has steps of 20 ms.
 */
final class Overload implements Growth.Scenario {

  private static final int CLIENTS = 8;
  private static final int BATCH = 20;
  private static final int BUSY = 503;
  private static final int PAUSE_MS = 20;
  private static final String DONE_STEPS =
      "select /* bench */ count(*) from workflow_step where state = 'complete'";
  private static final String DONE_TASKS =
      "select /* bench */ count(*) from task where status = 'complete'";

  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Override
  public void run(Workbench bench) throws Exception {
    int seconds = Integer.getInteger("bench.overload", 120);
    bench.warmUp();
    double heap = bench.liveHeap();
    double before = bench.server.number(DONE_TASKS);
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    var clients = new Thread(() -> submit(bench.node, end), "clients");
    clients.start();

    double early = stepsPerSecondUntil(bench, begin + (end - begin) / 4);
    double heapAmid = bench.liveHeap();
    stepsPerSecondUntil(bench, begin + (end - begin) * 3 / 4);
    double late = stepsPerSecondUntil(bench, end - 1_000_000_000L);
    clients.join();
    bench.row("submitted for s", "%.0f", seconds, "");
    bench.row("tasks accepted", "%.0f", accepted.get(), "");
    bench.row("tasks refused with 503", "%.0f", refused.get(), "");
    bench.tables.awaitUnfinished(0, 100);
    double done = bench.server.number(DONE_TASKS) - before;
    bench.row("accepted tasks complete", "%.0f", done, Workbench.times(done, accepted.get()));
    bench.row("steps/s in the last quarter", "%.0f", late, Workbench.times(late, early));
    bench.row("live heap amid it, MB", "%.0f", heapAmid, Workbench.times(heapAmid, heap));
    double heapAfter = bench.liveHeap();
    bench.row("live heap after it, MB", "%.0f", heapAfter, Workbench.times(heapAfter, heap));
  }

  private void submit(Node node, long end) {
    String body = Node.batch("slow", BATCH);
    try {
      Clients.run(
          CLIENTS,
          CLIENTS,
          client -> {
            while (System.nanoTime() < end) {
              var answer = node.post("/tasks/batch", body);
              if (answer.statusCode() == BUSY) {
                refused.addAndGet(BATCH);
                Thread.sleep(PAUSE_MS);
              } else {
                Node.require(answer);
                accepted.addAndGet(BATCH);
              }
            }
          });
    } catch (Exception e) {
      throw new IllegalStateException("A client failed", e);
    }
  }

  private static double stepsPerSecondUntil(Workbench bench, long end) throws Exception {
    double before = bench.server.number(DONE_STEPS);
    long begin = System.nanoTime();
    Thread.sleep(Math.max(1, (end - begin) / 1_000_000));
    return (bench.server.number(DONE_STEPS) - before) / ((System.nanoTime() - begin) / 1e9);
  }
}
