package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Everything that may happen to a cluster, in a random order: each once before any happens again.
 * What the network does and who holds locks goes on while the next thing happens.
 */
final class ChaosFaults implements AutoCloseable {

  private final ChaosCluster cluster;
  private final Random random;
  private final Path log;
  private final LockHolders lockHolders;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
  private final Map<String, Integer> counts = Collections.synchronizedMap(new TreeMap<>());
  private final List<Fault> deck = new ArrayList<>();

  private interface Act {
    void happen() throws Exception;
  }

  private record Fault(String name, Act act) {}

  /**
   * @param log where the time of each is written down
   */
  ChaosFaults(ChaosCluster cluster, long seed, Path log) {
    this.log = log;
    this.cluster = cluster;
    this.random = new Random(seed);
    this.lockHolders = new LockHolders(cluster);
  }

  private List<Fault> all() {
    return List.of(
        new Fault("kill -9 of a node", () -> cluster.kill(anyNode())),
        new Fault("node frozen past its lease", () -> freeze(ChaosCluster.LEASE, 4_000)),
        new Fault("node frozen for a moment", () -> freeze(Duration.ofMillis(300), 2_000)),
        new Fault("all sessions ended", this::endSessions),
        new Fault("database stopped at once, and started again", this::stopDatabase),
        new Fault("no connection allowed", () -> limitConnections(0)),
        new Fault("few connections allowed", () -> limitConnections(1 + random.nextInt(4))),
        new Fault("disk full", this::fillDisk),
        new Fault("rows locked by others", this::holdLocks),
        new Fault("rows locked in the wrong order", this::deadlock),
        new Fault("connections of a node reset", () -> cluster.proxy(anyNode()).reset()),
        new Fault("answers of the database lost", () -> cluster.proxy(anyNode()).loseAnswers()),
        new Fault("bytes delayed", this::delay),
        new Fault("connections half open, then closed", () -> swallow(false)),
        new Fault("connections half open, then reset", () -> swallow(true)));
  }

  /** Lets the next thing happen; returns when it is over, or goes on by itself. */
  void next() throws Exception {
    if (deck.isEmpty()) {
      deck.addAll(all());
      Collections.shuffle(deck, random);
    }
    Fault fault = deck.remove(deck.size() - 1);
    count(fault.name(), 1);
    fault.act().happen();
    pause(Duration.ofMillis(500 + random.nextInt(2_000)));
    cluster.revive();
  }

  /** Counts, and tells the time, so that the nodes' logs can be understood. */
  private void count(String name, int times) throws IOException {
    counts.merge(name, times, Integer::sum);
    Files.writeString(
        log,
        "%s %s %d%n".formatted(Instant.now(), name, times),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void freeze(Duration least, int spreadMs) throws Exception {
    int node = anyNode();
    cluster.signal(node, "STOP");
    pause(least.plusMillis(random.nextInt(spreadMs)));
    cluster.signal(node, "CONT");
  }

  private void endSessions() throws Exception {
    cluster.asSuperuser(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tasker'");
  }

  private void stopDatabase() throws Exception {
    cluster.stopDatabase();
    pause(Duration.ofMillis(random.nextInt(4_000)));
    cluster.startDatabase();
  }

  private void limitConnections(int limit) throws Exception {
    cluster.asSuperuser("alter role tasker connection limit " + limit);
    endSessions();
    pause(Duration.ofMillis(500 + random.nextInt(5_000)));
    cluster.asSuperuser("alter role tasker connection limit -1");
  }

  /** As the database says it when a table cannot grow. */
  private void fillDisk() throws Exception {
    String table = List.of("transition", "task", "workflow_step").get(random.nextInt(3));
    cluster.asSuperuser(
        """
        create function no_room() returns trigger language plpgsql as
          $$ begin raise 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
        create trigger no_room before insert or update on %s for each statement execute function no_room();\
        """
            .formatted(table));
    pause(Duration.ofMillis(500 + random.nextInt(4_000)));
    cluster.asSuperuser("drop function no_room cascade");
  }

  private void holdLocks() {
    Duration time = Duration.ofMillis(500 + random.nextInt(3_000));
    clock.execute(() -> lockHolders.hold(time));
  }

  private void deadlock() {
    boolean impatient = random.nextBoolean();
    clock.execute(() -> lockHolders.lockInWrongOrder(impatient));
  }

  private void delay() {
    var proxy = cluster.proxy(anyNode());
    proxy.delay(Duration.ofMillis(200 + random.nextInt(1_300)));
    long end = 2_000 + random.nextInt(5_000);
    clock.schedule(() -> proxy.delay(Duration.ZERO), end, TimeUnit.MILLISECONDS);
  }

  private void swallow(boolean reset) {
    var proxy = cluster.proxy(anyNode());
    proxy.swallow();
    long end = ChaosCluster.LEASE.toMillis() + 1_000 + random.nextInt(4_000);
    clock.schedule(() -> proxy.goOn(reset), end, TimeUnit.MILLISECONDS);
  }

  private int anyNode() {
    return random.nextInt(cluster.size());
  }

  /** Lets what goes on come to its end, and the network be good again. */
  void finish() throws Exception {
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("A fault does not end.");
    }
    count("deadlocks", (int) cluster.logged("deadlock detected"));
    count("sessions with locks, ended by another fault", lockHolders.ended());
  }

  /** What has happened so far, and how often. */
  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** Lets time pass, in which the cluster works. */
  static void pause(Duration time) throws InterruptedException {
    if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("Nobody counts down.");
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
