package dev.tasker.bench;

import java.net.http.HttpResponse;
import java.util.List;

/** {@code GET /tasks} with each filter: one that every task meets, one that none does. */
final class Listing {

  private static final int REQUESTS = 100;
  private static final int FIRST = 20;
  private static final int OK = 200;

  private static final List<String> QUERIES =
      List.of(
          "",
          "status=complete",
          "status=error",
          "namespace=default",
          "namespace=none",
          "name=diamond",
          "name=payload",
          "version=0.1.0",
          "version=9.9.9",
          "tag=none",
          "initiator=bench",
          "initiator=nobody",
          "source_system=bench",
          "source_system=none",
          "requested_after=2020-01-01T00:00:00Z",
          "requested_before=2020-01-01T00:00:00Z",
          "status=complete&order=oldest",
          "status=error&name=diamond&initiator=nobody");

  private final Workbench bench;

  Listing(Workbench bench) {
    this.bench = bench;
  }

  void run() throws Exception {
    for (String query : QUERIES) {
      HttpResponse<String> first = bench.node.get("/tasks?" + query);
      if (first.statusCode() == OK) {
        Percentiles ms = measure(query);
        bench.row(name(query), "%.1f", ms.p99(), "p50 %.1f".formatted(ms.p50()));
      } else {
        bench.row(name(query), "%.1f", Double.NaN, "answered " + first.statusCode());
      }
    }
  }

  private static String name(String query) {
    return "GET /tasks?" + query + " p99 ms";
  }

  private Percentiles measure(String query) throws Exception {
    double[] times = new double[REQUESTS];
    for (int i = -FIRST; i < REQUESTS; i++) {
      long begin = System.nanoTime();
      bench.node.get("/tasks?" + query);
      if (i >= 0) {
        times[i] = (System.nanoTime() - begin) / 1e6;
      }
    }
    return Percentiles.of(times);
  }
}
