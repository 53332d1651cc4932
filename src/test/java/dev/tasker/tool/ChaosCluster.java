package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.chaos.DatabaseProxy;
import dev.tasker.tool.TaskerProcesses.Node;
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

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();

  private final Path folder;
  private final TaskerProcesses processes;
  private final String witness;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<DatabaseProxy> proxies = new ArrayList<>();
  private final Path handlers;
  private final Path clock;
  private EmbeddedPostgres postgres;
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

  /** Starts the nodes; returns where they will be, whether they live or not. */
  List<URI> start() throws IOException {
    for (int number = 0; number < ports.size(); number++) {
      nodes.add(start(number));
    }
    return nodes.stream().map(Node::base).toList();
  }

  private Node start(int number) throws IOException {
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
    return processes.up("node-" + number + "-" + starts++, arguments.toArray(String[]::new));
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
            () ->
                assertThat(
                        work()
                            .ask(
                                "select count(*) from task where status in ('pending',"
                                    + " 'in_progress')"))
                    .as("tasks that have not ended")
                    .isEqualTo("0"));
  }

  /** Kills a node as {@code kill -9} does, and starts it again. */
  void kill(int victim) throws IOException, InterruptedException {
    nodes.get(victim).kill();
    nodes.set(victim, start(victim));
  }

  /** Starts the nodes again that have ended by themselves; tells how many. */
  int revive() throws IOException {
    int ended = 0;
    for (int number = 0; number < nodes.size(); number++) {
      if (!nodes.get(number).process().isAlive()) {
        nodes.set(number, start(number));
        ended++;
      }
    }
    return ended;
  }

  /** Stops a node's process where it is, or lets it go on. */
  void signal(int node, String name) throws IOException, InterruptedException {
    TaskerProcesses.signal(name, String.valueOf(nodes.get(node).process().pid()));
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
