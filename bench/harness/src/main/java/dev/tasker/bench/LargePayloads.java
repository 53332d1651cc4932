package dev.tasker.bench;

import java.util.Random;

/**
 * Contexts and results of 64 KiB and 1 MiB: three steps in a row that return what they were given.
 */
final class LargePayloads implements Growth.Scenario {

  private static final int CLIENTS = 8;
  private static final int STEPS = 3;
  private static final int KIB = 1024;

  @Override
  public void run(Workbench bench) throws Exception {
    bench.warmUp();
    double heap = bench.liveHeap();
    measure(bench, 64, 20);
    measure(bench, 64, 1_000);
    measure(bench, 1_024, 100);
    double heapAfter = bench.liveHeap();
    bench.row("live heap, MB", "%.0f", heapAfter, Workbench.times(heapAfter, heap));
  }

  private static void measure(Workbench bench, int kib, int tasks) throws Exception {
    // random, as text that is one letter packs to nothing
    var payload = new StringBuilder();
    var random = new Random(kib);
    while (payload.length() < kib * KIB - 100) {
      payload.append(Long.toString(random.nextLong() >>> 1, 36));
    }
    String body = Node.task("payload", "{\"payload\": \"" + payload + "\"}");
    bench.server.checkpoint();
    var meter = new Meter(bench.server, bench.settings);
    long begin = System.nanoTime();
    Clients.run(CLIENTS, tasks, i -> Node.require(bench.node.post("/tasks", body)));
    bench.tables.awaitUnfinished(0, 5);
    double seconds = (System.nanoTime() - begin) / 1e9;
    var cost = meter.perStep((double) tasks * STEPS);
    String what = kib + " KiB, " + tasks + " tasks";
    bench.row(what + ": steps/s", "%.0f", tasks * STEPS / seconds, "");
    bench.row(what + ": MB/s stored", "%.0f", tasks * (STEPS + 1.0) * kib / KIB / seconds, "");
    bench.row(what + ": WAL KiB/step", "%.0f", cost.get("wal") / KIB, "");
    bench.row(
        what + ": CPU ms/step", "%.2f", cost.get("cpu_engine") + cost.get("cpu_postgres"), "");
  }
}
