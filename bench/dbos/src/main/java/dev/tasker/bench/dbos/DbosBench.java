package dev.tasker.bench.dbos;

import dev.tasker.bench.Bench;
import dev.tasker.bench.InProcess;

/** Measures DBOS Transact. */
public final class DbosBench {

  private DbosBench() {}

  public static void main(String[] arguments) {
    Bench.run(() -> new InProcess(new Dbos()));
  }
}
