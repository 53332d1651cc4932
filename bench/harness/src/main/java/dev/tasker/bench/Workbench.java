package dev.tasker.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the scenarios of growth share. */
final class Workbench implements AutoCloseable {

  private static final int CLIENTS = 8;
  private static final int LINES = 200;
  private static final int BURST_SECONDS = 5;

  /** Of each generation, or of the heap as a whole, as the collector tells it. */
  private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

  final Settings settings;
  final Server server;
  final Node node;
  final TaskerTables tables;
  private final TaskerDriven driven = new TaskerDriven();
  private int burst = LINES;

  Workbench(Settings settings) throws Exception {
    this.settings = settings;
    server = new Server(settings);
    node = new Node(settings.nodes());
    tables = new TaskerTables(server, settings.limit());
    driven.start(settings);
  }

  /** Diamonds until the JVM is warm; afterwards a burst takes about five seconds. */
  void warmUp() throws Exception {
    var warmUp = new WarmUp(settings, server);
    do {
      burst = Math.max(LINES, (int) (stepsPerSecond() / Graph.DIAMOND.steps() * BURST_SECONDS));
    } while (!warmUp.isOver());
  }

  /** Steps a second of one burst of diamonds. */
  double stepsPerSecond() throws Exception {
    var load = new Load(Graph.DIAMOND, burst, CLIENTS);
    return load.steps() * 1e3 / driven.run(load).wall();
  }

  /** The same, the median of three bursts. */
  double steadyStepsPerSecond() throws Exception {
    double[] bursts = new double[3];
    for (int i = 0; i < bursts.length; i++) {
      bursts[i] = stepsPerSecond();
    }
    Arrays.sort(bursts);
    return bursts[1];
  }

  /** Five steps in a row, one workflow after the other. */
  Burst lines() throws Exception {
    return driven.run(new Load(Graph.LINE, LINES, 1));
  }

  /** A finding: what was measured, its value, and how it compares with the value without growth. */
  void row(String finding, String format, double value, String compared) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s |%n",
        settings.name(),
        finding,
        String.format(Locale.ROOT, format, value),
        compared);
  }

  /** A value as a multiple of what it was without growth. */
  static String times(double value, double without) {
    if (Double.isNaN(without)) {
      return "";
    }
    String format = without < 100 ? "%.2f × %.2f" : "%.2f × %.0f";
    return String.format(Locale.ROOT, format, value / without, without);
  }

  /** Megabytes that are alive in the nodes' heaps; collects garbage first. */
  double liveHeap() throws IOException, InterruptedException {
    double sum = 0;
    for (long process : settings.processes()) {
      jcmd(process, "GC.run");
      Matcher generation = HEAP_USED.matcher(jcmd(process, "GC.heap_info"));
      while (generation.find()) {
        sum += Double.parseDouble(generation.group(1)) / 1024;
      }
    }
    return sum == 0 ? Double.NaN : sum;
  }

  private static String jcmd(long process, String command)
      throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process jcmd =
        new ProcessBuilder(program, Long.toString(process), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return answer;
  }

  /** Megabytes of the database. */
  double databaseSize() throws Exception {
    return server.number("select /* bench */ pg_database_size(current_database()) / 1048576.0");
  }

  @Override
  public void close() throws Exception {
    driven.close();
    server.close();
  }
}
