package dev.tasker.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Diamonds that are to start in two days, less their age. */
final class Delayed {

  private Delayed() {}

  static void make(Workbench bench) throws Exception {
    int copies = Integer.getInteger("bench.waiting", 100_000);
    Instant start = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);
    String model = bench.node.start(Node.taskAt(start, "diamond"));
    new Clones(bench.server).make(model, copies);
  }
}
