package dev.tasker.bench.dbscheduler;

import dev.tasker.bench.Bench;
import dev.tasker.bench.InProcess;

/** Measures db-scheduler. */
public final class DbSchedulerBench {

  private DbSchedulerBench() {}

  public static void main(String[] arguments) {
    Bench.run(() -> new InProcess(new DbScheduler()));
  }
}
