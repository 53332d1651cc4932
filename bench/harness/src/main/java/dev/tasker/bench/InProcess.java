package dev.tasker.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Runs an engine in this JVM, and the clients beside it. */
public final class InProcess implements Contestant {

  private static final long LOOK_NS = 20_000;

  private final Engine engine;
  private final Progress progress = new Progress();
  private final AtomicInteger series = new AtomicInteger();
  private HikariDataSource database;
  private Settings settings;

  public InProcess(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void start(Settings settings) throws Exception {
    this.settings = settings;
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(engine.connections());
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    if (!engine.sessionOptions().isEmpty()) {
      config.addDataSourceProperty("options", engine.sessionOptions());
    }
    database = new HikariDataSource(config);
    engine.start(database, progress);
  }

  @Override
  public Burst run(Load load) throws Exception {
    progress.expect(load);
    String prefix = "w" + series.getAndIncrement() + "-";
    long begin = System.nanoTime();
    if (load.oneByOne()) {
      oneByOne(load, prefix);
    } else {
      Clients.run(load.clients(), load.workflows(), i -> start(load.graph(), prefix + i));
    }
    double wall = (progress.awaitAll(settings.limit()) - begin) / 1e6;
    return new Burst(wall, progress.latencies(), progress.handOffs());
  }

  private void oneByOne(Load load, String prefix) throws Exception {
    for (int i = 0; i < load.workflows(); i++) {
      start(load.graph(), prefix + i);
      long deadline = System.nanoTime() + settings.limit() * 1_000_000_000L;
      while (progress.isRunning(prefix + i) && System.nanoTime() < deadline) {
        LockSupport.parkNanos(LOOK_NS);
      }
    }
  }

  private void start(Graph graph, String workflow) throws Exception {
    progress.starting(workflow);
    engine.submit(graph, workflow);
  }

  @Override
  public void close() throws Exception {
    engine.close();
    database.close();
  }
}
