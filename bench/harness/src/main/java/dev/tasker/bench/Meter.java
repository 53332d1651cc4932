package dev.tasker.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts what the server and the processors did since the meter was made. */
final class Meter {

  private final Server server;
  private final Settings settings;
  private final OptionalLong postgres;
  private final double statements;
  private final String wal;
  private final long began;
  private final Processors processors;

  Meter(Server server, Settings settings) throws SQLException {
    this.server = server;
    this.settings = settings;
    postgres = server.process();
    statements = server.statements();
    wal = server.walPosition();
    began = System.nanoTime();
    processors = Processors.now(settings.processes(), postgres);
  }

  /** What so many steps cost, each its share. */
  Map<String, Double> perStep(double steps) throws SQLException {
    Processors used = Processors.now(settings.processes(), postgres).since(processors);
    double wall = (System.nanoTime() - began) / 1e6;
    String end = server.walPosition();
    double ran = server.statements() - statements;
    var figures = new LinkedHashMap<String, Double>();
    figures.put("sql", ran / steps);
    figures.put("commits", server.commits(wal, end) / steps);
    figures.put("wal", server.walBytes(wal, end) / steps);
    figures.put("cpu_engine", used.engine() / steps);
    figures.put("cpu_postgres", used.postgres() / steps);
    figures.put(
        "others", 100 * used.others() / (wall * Runtime.getRuntime().availableProcessors()));
    return figures;
  }
}
