package dev.tasker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints figures as one Markdown table. Argument: the file of figures. */
public final class Table {

  private static final List<String> WORKLOADS = List.of("W1", "W2", "W3", "W4", "IDLE");
  private static final List<String> YARDSTICKS =
      List.of("floor", "dbscheduler", "dbos", "camunda", "flowable");

  /** Heading, figure and format of each column. */
  private record Column(String heading, String figure, String format) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("n", "n", "%.0f"),
          new Column("steps/s", "steps_s", "%.0f"),
          new Column("p50 ms", "p50", "%.1f"),
          new Column("p99 ms", "p99", "%.1f"),
          new Column("hand-off p50 ms", "hand_off", "%.2f"),
          new Column("statements/step", "sql", "%.2f"),
          new Column("commits/step", "commits", "%.2f"),
          new Column("WAL bytes/step", "wal", "%.0f"),
          new Column("CPU ms/step JVM", "cpu_engine", "%.3f"),
          new Column("PostgreSQL", "cpu_postgres", "%.3f"),
          new Column("idle statements/s", "idle_sql", "%.1f"),
          new Column("others' CPU %", "others", "%.0f"));

  private final Figures figures;

  private Table(Figures figures) {
    this.figures = figures;
  }

  public static void main(String[] arguments) throws IOException {
    new Table(Figures.read(Path.of(arguments[0]))).print();
  }

  private void print() {
    List<String> heading = new ArrayList<>(List.of("", "contestant"));
    COLUMNS.forEach(column -> heading.add(column.heading()));
    YARDSTICKS.forEach(yardstick -> heading.add("× " + yardstick));
    line(heading);
    line(heading.stream().map(each -> heading.indexOf(each) < 2 ? "---" : "---:").toList());
    for (String workload : WORKLOADS) {
      for (String contestant : figures.contestants(workload)) {
        line(row(workload, contestant));
      }
    }
  }

  private List<String> row(String workload, String contestant) {
    List<String> cells = new ArrayList<>(List.of(workload, contestant));
    for (Column column : COLUMNS) {
      cells.add(cell(column.format(), figures.of(contestant, workload, column.figure())));
    }
    for (String yardstick : YARDSTICKS) {
      cells.add(cell("%.2f", speed(contestant, workload) / speed(yardstick, workload)));
    }
    return cells;
  }

  /** Of a throughput the steps a second, of a single workflow how often it fits into a second. */
  private double speed(String contestant, String workload) {
    return workload.equals("W1")
        ? figures.of(contestant, workload, "steps_s")
        : 1e3 / figures.of(contestant, workload, "p50");
  }

  private static String cell(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  private static void line(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
