package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Node;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Some nodes on one database, and everything that may happen to them. */
final class ChaosCluster implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(4);

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();

  private final Path folder;
  private final Random random;
  private final TaskerProcesses processes;
  private final String witness;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private EmbeddedPostgres postgres;

  ChaosCluster(Path folder, int size, String witness, long seed) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    this.witness = witness;
    this.processes = new TaskerProcesses(folder);
    this.postgres = EmbeddedPostgres.start(folder.resolve("database"), LIBRARIES);
    for (int number = 0; number < size; number++) {
      ports.add(Ports.anyFree("127.0.0.1"));
    }
  }

  /** Starts the nodes; returns where they will be, whether they live or not. */
  List<URI> start() throws IOException {
    for (int number = 0; number < ports.size(); number++) {
      nodes.add(start(number));
    }
    return nodes.stream().map(Node::base).toList();
  }

  private Node start(int number) throws IOException {
    DatabaseAddress database = postgres.address();
    return processes.up(
        "node-" + number + "-" + faults.values().stream().mapToInt(Integer::intValue).sum(),
        "--port",
        String.valueOf(ports.get(number)),
        "--database",
        database.url() + "?user=tasker&password=" + database.password(),
        "--data",
        folder.resolve("node-" + number).toString(),
        "--templates",
        folder.resolve("templates").toString(),
        "-D",
        "WITNESS=" + witness,
        "-D",
        "tasker.engine.heartbeat=PT1S",
        "-D",
        "tasker.engine.lease=" + LEASE,
        "-D",
        "tasker.engine.async-steps=40");
  }

  StoredWork work() {
    return new StoredWork(postgres.address());
  }

  DatabaseAddress database() {
    return postgres.address();
  }

  /** Waits until no task is under way any more. */
  void awaitTheEnd(Duration limit) {
    await()
        .atMost(limit)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        work()
                            .ask(
                                "select count(*) from task where status in ('pending',"
                                    + " 'in_progress')"))
                    .as("tasks that have not ended")
                    .isEqualTo("0"));
  }

  /** What has happened so far, and how often. */
  Map<String, Integer> faults() {
    return faults;
  }

  /** Lets something happen; returns when it is over. */
  void fault() throws IOException, InterruptedException {
    int victim = random.nextInt(nodes.size());
    switch (random.nextInt(5)) {
      case 0 -> kill(victim);
      case 1 -> freeze(victim, LEASE.plusSeconds(1 + random.nextInt(4)), "frozen past its lease");
      case 2 ->
          freeze(victim, Duration.ofMillis(300 + random.nextInt(2000)), "frozen for a moment");
      case 3 -> cutConnections();
      default -> stopDatabase();
    }
    pause(Duration.ofMillis(500 + random.nextInt(2500)));
  }

  /** Kills a node as {@code kill -9} does, and starts it again. */
  void kill(int victim) throws IOException, InterruptedException {
    count("kill -9 of a node");
    nodes.get(victim).kill();
    nodes.set(victim, start(victim));
  }

  private void freeze(int victim, Duration time, String word)
      throws IOException, InterruptedException {
    count("node " + word);
    String pid = String.valueOf(nodes.get(victim).process().pid());
    TaskerProcesses.signal("STOP", pid);
    pause(time);
    TaskerProcesses.signal("CONT", pid);
  }

  private void cutConnections() {
    count("all connections cut");
    work()
        .ask(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where usename = 'tasker' and pid <> pg_backend_pid()");
  }

  private void stopDatabase() throws IOException, InterruptedException {
    count("database stopped at once, and started again");
    long server = Postmaster.read(postgres.folder()).orElseThrow().pid();
    TaskerProcesses.signal("QUIT", String.valueOf(server));
    pause(Duration.ofMillis(random.nextInt(4000)));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
    postgres = EmbeddedPostgres.start(folder.resolve("database"), LIBRARIES);
  }

  private void count(String fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  /** Lets time pass, in which the cluster works. */
  private static void pause(Duration time) throws InterruptedException {
    if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("Nobody counts down.");
    }
  }

  @Override
  public void close() throws InterruptedException {
    processes.close();
    postgres.stop();
  }
}
