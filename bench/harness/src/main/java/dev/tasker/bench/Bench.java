package dev.tasker.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Takes one contestant through the workloads and prints a line for each figure. */
public final class Bench {

  private static final int CLIENTS = 8;
  private static final int FIRST_BURST = 200;
  private static final int WARM_BURST_SECONDS = 3;
  private static final int LINES = 200;
  private static final int REPETITIONS = 5;
  private static final int SETTLE_MS = 1500;

  private final Settings settings;
  private final Contestant contestant;
  private final Server server;

  private Bench(Settings settings, Contestant contestant, Server server) {
    this.settings = settings;
    this.contestant = contestant;
    this.server = server;
  }

  /** Runs what the system properties say, and ends this JVM: engines leave threads behind. */
  public static void run(Supplier<Contestant> contestants) {
    int code = 0;
    Settings settings = Settings.fromProperties();
    try (Server server = new Server(settings);
        Contestant contestant = contestants.get()) {
      contestant.start(settings);
      new Bench(settings, contestant, server).workloads();
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    System.exit(code);
  }

  private void workloads() throws Exception {
    double perSecond = warmUp();
    for (String workload : settings.workloads()) {
      server.vacuum();
      switch (workload) {
        case "W1" -> throughput((int) (perSecond * settings.load()));
        case "W2" -> latency();
        case "W3" -> wall(workload, Graph.FAN);
        case "W4" -> wall(workload, Graph.CHAIN);
        case "IDLE" -> idle();
        default -> throw new IllegalArgumentException("There is no workload " + workload);
      }
    }
  }

  /** Diamonds until it is warm; returns how many a second the last burst had. */
  private double warmUp() throws Exception {
    var warmUp = new WarmUp(settings, server);
    int burst = FIRST_BURST;
    double perSecond;
    do {
      perSecond = burst * 1e3 / contestant.run(diamonds(burst)).wall();
      burst = Math.max(FIRST_BURST, (int) (perSecond * WARM_BURST_SECONDS));
    } while (!warmUp.isOver());
    return perSecond;
  }

  private void throughput(int workflows) throws Exception {
    server.checkpoint();
    Thread.sleep(SETTLE_MS);
    Load load = diamonds(workflows);
    var meter = new Meter(server, settings);
    Burst burst = contestant.run(load);
    Map<String, Double> figures = meter.perStep(load.steps());
    figures.put("n", (double) workflows);
    figures.put("steps_s", load.steps() * 1e3 / burst.wall());
    report("W1", burst, figures);
  }

  private void latency() throws Exception {
    contestant.run(new Load(Graph.LINE, LINES, 1));
    Thread.sleep(SETTLE_MS);
    Load load = new Load(Graph.LINE, LINES, 1);
    var meter = new Meter(server, settings);
    Burst burst = contestant.run(load);
    Map<String, Double> figures = meter.perStep(load.steps());
    figures.put("n", (double) LINES);
    figures.put("steps_s", load.steps() * 1e3 / burst.wall());
    figures.put("hand_off", burst.handOff().p50());
    report("W2", burst, figures);
  }

  private void wall(String workload, Graph graph) throws Exception {
    contestant.run(new Load(graph, REPETITIONS, 1));
    Thread.sleep(SETTLE_MS);
    Load load = new Load(graph, REPETITIONS, 1);
    var meter = new Meter(server, settings);
    Burst burst = contestant.run(load);
    Map<String, Double> figures = meter.perStep(load.steps());
    figures.put("n", (double) REPETITIONS);
    figures.put("steps_s", graph.steps() * 1e3 / burst.latency().p50());
    report(workload, burst, figures);
  }

  private void idle() throws Exception {
    Thread.sleep(SETTLE_MS);
    var meter = new Meter(server, settings);
    Thread.sleep(settings.idle() * 1000L);
    Map<String, Double> perSecond = meter.perStep(settings.idle());
    var figures = new LinkedHashMap<String, Double>();
    figures.put("idle_sql", perSecond.get("sql"));
    figures.put("idle_cpu", perSecond.get("cpu_engine") + perSecond.get("cpu_postgres"));
    print("IDLE", figures);
  }

  private void report(String workload, Burst burst, Map<String, Double> figures) {
    figures.put("p50", burst.latency().p50());
    figures.put("p99", burst.latency().p99());
    print(workload, figures);
  }

  private void print(String workload, Map<String, Double> figures) {
    figures.forEach(
        (figure, value) ->
            System.out.printf(
                Locale.ROOT,
                "FIGURE\t%s\t%s\t%d\t%s\t%.6g%n",
                settings.name(),
                workload,
                settings.run(),
                figure,
                value));
  }

  private static Load diamonds(int workflows) {
    return new Load(Graph.DIAMOND, workflows, CLIENTS);
  }
}
