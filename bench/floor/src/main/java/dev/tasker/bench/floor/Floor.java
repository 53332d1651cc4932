package dev.tasker.bench.floor;

import com.zaxxer.hikari.HikariDataSource;
import dev.tasker.bench.Engine;
import dev.tasker.bench.Graph;
import dev.tasker.bench.Progress;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * No engine, only what must be durable: one insert for a workflow, one statement to claim a batch
 * of steps, one to complete it. Nothing is retried, recovered or recorded. Claims survive a crash,
 * but nobody takes them over.
 */
final class Floor implements Engine {

  /** Measured: with two cores more workers are slower, and larger batches gain nothing. */
  private static final int WORKERS = 3;

  private static final int BATCH = 50;

  /** Workers wake each other; this bounds how long a lost wake-up costs. */
  private static final int LOOK_MS = 1000;

  private record Step(long flow, int no) {}

  private final Semaphore work = new Semaphore(0);
  private final List<Thread> workers = new ArrayList<>();
  private HikariDataSource database;
  private Progress progress;
  private volatile boolean stopping;

  /** Fresh tables have no statistics; every plan goes by the keys all the same. */
  @Override
  public String sessionOptions() {
    return "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
  }

  @Override
  public void start(HikariDataSource database, Progress progress) throws SQLException {
    this.database = database;
    this.progress = progress;
    try (Connection connection = database.getConnection();
        Statement tables = connection.createStatement()) {
      tables.execute(FloorSql.TABLES);
    }
    for (int i = 0; i < WORKERS; i++) {
      var worker = new Thread(this::work, "worker-" + i);
      worker.start();
      workers.add(worker);
    }
  }

  @Override
  public void submit(Graph graph, String workflow) throws SQLException {
    List<Integer> numbers = IntStream.range(0, graph.steps()).boxed().toList();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(FloorSql.SUBMIT)) {
      insert.setString(1, workflow);
      insert.setArray(2, integers(connection, numbers.stream().map(graph::parents)));
      insert.setArray(3, integers(connection, numbers.stream().map(graph::firstChild)));
      insert.setArray(4, integers(connection, numbers.stream().map(graph::lastChild)));
      insert.executeUpdate();
    }
    wakeOne();
  }

  private static Array integers(Connection connection, Stream<Integer> values) throws SQLException {
    return connection.createArrayOf("int4", values.toArray());
  }

  private void wakeOne() {
    if (work.availablePermits() < WORKERS) {
      work.release();
    }
  }

  private void work() {
    try (Connection connection = database.getConnection();
        PreparedStatement claim = connection.prepareStatement(FloorSql.CLAIM);
        PreparedStatement complete = connection.prepareStatement(FloorSql.COMPLETE);
        PreparedStatement completeOne = connection.prepareStatement(FloorSql.COMPLETE_ONE)) {
      claim.setInt(1, BATCH);
      while (!stopping) {
        List<Step> steps = claim(claim);
        if (steps.isEmpty()) {
          work.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS);
          continue;
        }
        if (steps.size() == BATCH) {
          wakeOne(); // there may be more
        }
        steps.forEach(step -> progress.step());
        if (steps.size() == 1) {
          completeOne(completeOne, steps.get(0));
        } else {
          complete(connection, complete, steps);
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      if (!stopping) {
        throw new IllegalStateException("A worker of the floor failed", e);
      }
    }
  }

  private static List<Step> claim(PreparedStatement claim) throws SQLException {
    List<Step> steps = new ArrayList<>(BATCH);
    try (var rows = claim.executeQuery()) {
      while (rows.next()) {
        steps.add(new Step(rows.getLong(1), rows.getInt(2)));
      }
    }
    return steps;
  }

  /** What became ready is claimed by this worker's next claim; others are woken for the rest. */
  private void complete(Connection connection, PreparedStatement complete, List<Step> steps)
      throws SQLException {
    complete.setString(1, RESULT);
    complete.setArray(
        2, connection.createArrayOf("int8", steps.stream().map(Step::flow).toArray()));
    complete.setArray(3, connection.createArrayOf("int4", steps.stream().map(Step::no).toArray()));
    completed(complete);
  }

  private void completeOne(PreparedStatement complete, Step step) throws SQLException {
    complete.setString(1, RESULT);
    complete.setLong(2, step.flow());
    complete.setInt(3, step.no());
    completed(complete);
  }

  private void completed(PreparedStatement complete) throws SQLException {
    try (var rows = complete.executeQuery()) {
      while (rows.next()) {
        String flow = rows.getString(2);
        if (flow != null) {
          progress.completed(flow);
        } else if (rows.getInt(1) > BATCH) {
          wakeOne();
        }
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    workers.forEach(Thread::interrupt);
  }
}
