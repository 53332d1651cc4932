package dev.tasker.bench;

import java.util.Locale;

/** Shows how Tasker behaves as work piles up: one scenario, a row for each finding. */
public final class Growth {

  private Growth() {}

  /** A scenario. */
  interface Scenario {
    void run(Workbench bench) throws Exception;
  }

  public static void main(String[] arguments) {
    int code = 0;
    try (var bench = new Workbench(Settings.fromProperties())) {
      scenario(arguments[0]).run(bench);
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    System.exit(code);
  }

  private static Scenario scenario(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "finished" -> new FinishedTasks();
      case "waiting" -> new WaitingTasks();
      case "backlog" -> new Backlog();
      case "wide" -> new WideFans();
      case "large" -> new LargePayloads();
      case "snapshot" -> new HeldSnapshot();
      case "long" -> new LongLoad();
      case "overload" -> new Overload();
      default -> throw new IllegalArgumentException("There is no scenario " + name);
    };
  }
}
