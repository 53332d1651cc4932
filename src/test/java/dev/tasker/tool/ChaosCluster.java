package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.chaos.DatabaseProxy;
import dev.tasker.tool.jumping.JumpingClock;
import dev.tasker.tool.unruly.UnrulyHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * Some nodes on one database, each behind a proxy of its own. All have handlers that do what they
 * should not, the first has a clock that jumps.
 */
final class ChaosCluster implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(4);

  /** With which a JVM ends that has been told to end when its memory is full. */
  static final int OUT_OF_MEMORY = 3;

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();

  private static final String UNDER_WAY =
      "select count(*) from task where status in ('pending', 'in_progress')";

  private final Path folder;
  private final TaskerProcesses processes;
  private final String witness;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Process> nodes = new ArrayList<>();
  private final List<DatabaseProxy> proxies = new ArrayList<>();
  private final Path handlers;
  private final Path clock;
  private EmbeddedPostgres postgres;
  private final List<Integer> exits = new ArrayList<>();
  private int starts;

  ChaosCluster(Path folder, int size, String witness) throws IOException, SQLException {
    this.folder = folder;
    this.witness = witness;
    this.processes = new TaskerProcesses(folder);
    this.handlers = jar("handlers.jar", UnrulyHandler.class);
    this.clock = jar("clock.jar", JumpingClock.class);
    this.postgres = EmbeddedPostgres.start(folder.resolve("database"), LIBRARIES);
    for (int number = 0; number < size; number++) {
      ports.add(Ports.anyFree("127.0.0.1"));
      proxies.add(new DatabaseProxy(postgres.port()));
    }
    asSuperuser("alter role tasker set deadlock_timeout = '100ms'");
    work().tell("create table chaos_entry (task_id uuid not null, step text not null)");
  }

  private Path jar(String name, Class<?> ofPackage) {
    Path jar = folder.resolve(name);
    ShrinkWrap.create(JavaArchive.class)
        .addPackage(ofPackage.getPackage())
        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
        .as(ZipExporter.class)
        .exportTo(jar.toFile());
    return jar;
  }

  /**
   * Starts the nodes, the others when the first one has made the tables; returns where they will
   * be, whether they live or not.
   */
  List<URI> start() throws IOException {
    for (int number = 0; number < ports.size(); number++) {
      nodes.add(spawn(number));
      if (number == 0) {
        awaitReady(number);
      }
    }
    for (int number = 1; number < ports.size(); number++) {
      awaitReady(number);
    }
    return IntStream.range(0, ports.size()).mapToObj(this::base).toList();
  }

  private URI base(int number) {
    return URI.create("http://127.0.0.1:%d/tasker".formatted(ports.get(number)));
  }

  private void awaitReady(int number) {
    await()
        .atMost(TaskerProcesses.LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () -> {
              revive();
              return StoredWork.get(base(number), "/health/ready") == 200;
            });
  }

  /** Starts a node, and does not wait for it. */
  private Process spawn(int number) throws IOException {
    DatabaseAddress database = postgres.address();
    String proxied =
        database.url().replace(":" + postgres.port() + "/", ":" + proxies.get(number).port() + "/");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port",
                String.valueOf(ports.get(number)),
                "--database",
                proxied + "?user=tasker&password=" + database.password(),
                "--data",
                folder.resolve("node-" + number).toString(),
                "--templates",
                folder.resolve("templates").toString(),
                "--lib",
                handlers.toString(),
                "-D",
                "WITNESS=" + witness,
                "-D",
                "tasker.engine.heartbeat=PT1S",
                "-D",
                "tasker.engine.lease=" + LEASE,
                "-D",
                "tasker.engine.threads=12",
                "-D",
                "tasker.engine.async-steps=40"));
    if (number == 0) {
      arguments.addAll(List.of("--lib", clock.toString()));
    }
    return processes.spawn("node-" + number + "-" + starts++, arguments.toArray(String[]::new));
  }

  int size() {
    return ports.size();
  }

  StoredWork work() {
    return new StoredWork(postgres.address());
  }

  DatabaseAddress database() {
    return postgres.address();
  }

  /** The proxy between a node and the database. */
  DatabaseProxy proxy(int node) {
    return proxies.get(node);
  }

  /** Waits until no task is under way any more. */
  void awaitTheEnd(Duration limit) {
    await()
        .atMost(limit)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              revive();
              assertThat(work().ask(UNDER_WAY)).as("tasks that have not ended").isEqualTo("0");
            });
  }

  /** Kills a node as {@code kill -9} does, and starts it again; it is not waited for. */
  void kill(int victim) throws IOException, InterruptedException {
    nodes.get(victim).destroyForcibly().waitFor();
    nodes.set(victim, spawn(victim));
  }

  /** Starts the nodes again that have ended by themselves. */
  void revive() throws IOException {
    for (int number = 0; number < nodes.size(); number++) {
      if (!nodes.get(number).isAlive()) {
        exits.add(nodes.get(number).exitValue());
        nodes.set(number, spawn(number));
      }
    }
  }

  /** Whether a node that ended so could not start, as its database was away just then. */
  static boolean isFalseStart(int exit) {
    return Set.of(
            ExitCode.DATABASE_UNREACHABLE,
            ExitCode.DATABASE_REFUSED,
            ExitCode.SERVER_FAILED,
            ExitCode.NOT_READY_IN_TIME)
        .contains(ExitCode.of(exit));
  }

  /** With which numbers nodes have ended by themselves. */
  List<Integer> exits() {
    return exits;
  }

  /** Stops a node's process where it is, or lets it go on. */
  void signal(int node, String name) throws IOException, InterruptedException {
    TaskerProcesses.signal(name, String.valueOf(nodes.get(node).pid()));
  }

  /** Ends the database as a power cut does; returns when it has ended. */
  void stopDatabase() throws IOException, InterruptedException {
    long server = Postmaster.read(postgres.folder()).orElseThrow().pid();
    TaskerProcesses.signal("QUIT", String.valueOf(server));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
  }

  void startDatabase() {
    postgres = EmbeddedPostgres.start(folder.resolve("database"), LIBRARIES);
  }

  /** A session that no limit of the engine's role holds for. */
  Connection superuser() throws IOException, SQLException {
    return DriverManager.getConnection(
        postgres.address().url(),
        PostgresAccess.SUPERUSER,
        PostgresAccess.of(folder.resolve("database")).superuserPassword());
  }

  void asSuperuser(String sql) throws IOException, SQLException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** How many lines of the database's log hold these words. */
  long logged(String words) throws IOException {
    try (var lines = Files.lines(postgres.folder().resolve("server.log"))) {
      return lines.filter(line -> line.contains(words)).count();
    }
  }

  @Override
  public void close() throws InterruptedException, IOException {
    processes.close();
    for (DatabaseProxy proxy : proxies) {
      proxy.close();
    }
    postgres.stop();
  }
}
