package dev.tasker.bench.flowable;

import dev.tasker.bench.Bench;
import dev.tasker.bench.InProcess;

/** Measures Flowable. */
public final class FlowableBench {

  private FlowableBench() {}

  public static void main(String[] arguments) {
    Bench.run(() -> new InProcess(new Flowable()));
  }
}
