package dev.tasker.bench.floor;

import dev.tasker.bench.Bench;
import dev.tasker.bench.InProcess;

/** Measures the floor. */
public final class FloorBench {

  private FloorBench() {}

  public static void main(String[] arguments) {
    Bench.run(() -> new InProcess(new Floor()));
  }
}
