package dev.tasker.bench.camunda;

import dev.tasker.bench.Bench;
import dev.tasker.bench.InProcess;

/** Measures Camunda 7. */
public final class CamundaBench {

  private CamundaBench() {}

  public static void main(String[] arguments) {
    Bench.run(() -> new InProcess(new Camunda()));
  }
}
