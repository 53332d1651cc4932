package dev.tasker.bench;

/** Measures nodes of Tasker that run already. Argument: driven, http or batch. */
public final class TaskerBench {

  private static final int BATCH = 100;

  private TaskerBench() {}

  public static void main(String[] arguments) {
    Bench.run(
        () ->
            switch (arguments[0]) {
              case "driven" -> new TaskerDriven();
              case "http" -> new TaskerOverHttp(1);
              case "batch" -> new TaskerOverHttp(BATCH);
              default -> throw new IllegalArgumentException(arguments[0]);
            });
  }
}
