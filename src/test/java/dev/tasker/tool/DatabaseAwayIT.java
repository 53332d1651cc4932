package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Node;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nodes do when their queue is full, their database goes away, is full or takes no more
 * connections, cuts them, or keeps what died. One test with several acts, as each start of a server
 * takes long.
 */
class DatabaseAwayIT {

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final int MAX_WAITING = 60;
  private static final int TASKS = 30;

  /** So many requests are refused while the database is away, each worth a line in the log. */
  private static final int READS = 20;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Path data;
  private TaskerProcesses processes;
  private Witness witness;
  private EmbeddedPostgres postgres;
  private Path templates;
  private Node node;

  @BeforeEach
  void start() throws IOException {
    data = folder.resolve("database");
    postgres = EmbeddedPostgres.start(data, LIBRARIES);
    processes = new TaskerProcesses(folder);
    witness = new Witness();
    templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("work.yaml"), Witness.TEMPLATE);
    node = up("node");
  }

  private Node up(String name) throws IOException {
    DatabaseAddress database = postgres.address();
    return processes.up(
        name,
        "--database",
        database.url() + "?user=tasker&password=" + database.password(),
        "--data",
        folder.resolve(name).toString(),
        "--templates",
        templates.toString(),
        "-D",
        "WITNESS=" + witness.url(),
        "-D",
        "tasker.engine.async-steps=8",
        "-D",
        "tasker.engine.heartbeat=PT1S",
        "-D",
        "tasker.engine.lease=" + LEASE,
        "-D",
        "tasker.engine.max-waiting=" + MAX_WAITING);
  }

  @AfterEach
  void end() throws InterruptedException {
    processes.close();
    postgres.stop();
    witness.close();
  }

  @Test
  void node_neitherLosesNorRepeats_whateverTheDatabaseDoes() throws Exception {
    fullQueueRefuses_andTakesTasksAgainWhenThereIsRoom();
    databaseGoesAwayFromTwoNodesAndComesBack();
    List<String> before = node.threads(); // pools have grown to their size
    connectionsAreCut();
    diskIsFull();
    noConnectionIsLeft();
    tasksAreStoredSlowly();
    reportKeepsWhatDied();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.threads())
                    .as("after %s", before)
                    .hasSizeLessThan(before.size() + 10));

    assertThat(witness.calledAgain()).as("steps that ran again").isEmpty();
    assertThat(Files.readAllLines(node.log()).size()).as("lines in the log").isLessThan(80 + READS);
    node.process().destroy();
    assertThat(TaskerProcesses.exitValue(node.process())).isZero();
  }

  private void fullQueueRefuses_andTakesTasksAgainWhenThereIsRoom() throws Exception {
    witness.keepBack();
    int accepted = 0;
    HttpResponse<String> answer = StoredWork.submit(node.base(), "full");
    while (answer.statusCode() == 201 && accepted < 3 * MAX_WAITING) {
      accepted++;
      answer = StoredWork.submit(node.base(), "full");
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d?");
    assertThat(answer.body()).contains("tasker.engine.max-waiting");
    assertThat(accepted).isGreaterThanOrEqualTo(MAX_WAITING);

    witness.goOn();
    await()
        .atMost(PATIENCE)
        .until(() -> StoredWork.submit(node.base(), "again").statusCode() == 201);
    work().awaitComplete("full", accepted);
    work().awaitComplete("again", 1);
  }

  private void databaseGoesAwayFromTwoNodesAndComesBack() throws Exception {
    Node other = up("other");
    int before = witness.answered();
    StoredWork.start(node.base(), "away", TASKS / 2);
    StoredWork.start(other.base(), "away", TASKS / 2);
    awaitAnswers(before + TASKS);
    long server = Postmaster.read(postgres.folder()).orElseThrow().pid();
    TaskerProcesses.signal("QUIT", String.valueOf(server)); // stop mode "immediate"

    await().atMost(PATIENCE).until(() -> StoredWork.get(other.base(), "/health/ready") == 503);
    // For longer than the lease: nobody may take the other for dead when the database is back.
    await()
        .atMost(PATIENCE)
        .during(LEASE.plusSeconds(2))
        .until(
            () ->
                StoredWork.get(node.base(), "/health/ready") == 503
                    && StoredWork.get(node.base(), "/health/live") == 200);
    await().atMost(PATIENCE).until(witness::isIdle); // the outcomes are there, but nowhere to go
    assertThat(StoredWork.submit(node.base(), "refused").statusCode()).isEqualTo(503);
    for (int request = 0; request < READS; request++) {
      assertThat(StoredWork.get(node.base(), "/tasks")).isEqualTo(503);
    }

    postgres = EmbeddedPostgres.start(data, LIBRARIES);
    await().atMost(PATIENCE).until(() -> StoredWork.get(node.base(), "/health/ready") == 200);
    work().awaitComplete("away", TASKS);
    assertThat(work().steps("away", "s.attempts > 1")).isEmpty();
    assertThat(work().ask("select count(*) from task where source_system = 'refused'"))
        .isEqualTo("0");
    assertThat(work().ask("select count(*) from engine_node where left_how = 'died'"))
        .isEqualTo("0");
    other.process().destroy();
    assertThat(TaskerProcesses.exitValue(other.process())).isZero();
  }

  private void connectionsAreCut() throws Exception {
    int before = witness.answered();
    StoredWork.start(node.base(), "cut", TASKS);
    for (int cut = 1; cut <= 5; cut++) {
      awaitAnswers(before + cut * TASKS / 2);
      await().atMost(PATIENCE).until(() -> cutConnections() > 0);
    }
    work().awaitComplete("cut", TASKS);
    assertThat(work().steps("cut", "s.attempts > 1")).isEmpty();
  }

  /**
   * What is read can still be had; what is written is kept, or refused to whoever can repeat it.
   */
  private void diskIsFull() throws Exception {
    int before = witness.answered();
    StoredWork.start(node.base(), "disk", TASKS);
    awaitAnswers(before + TASKS);
    work()
        .tell(
            """
            create function no_room() returns trigger language plpgsql as
              $$ begin raise 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
            create trigger no_room before insert on transition for each statement execute function no_room();\
            """);
    await().atMost(PATIENCE).until(witness::isIdle);
    HttpResponse<String> refused = StoredWork.submit(node.base(), "refused");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(StoredWork.get(node.base(), "/tasks")).isEqualTo(200);
    assertThat(StoredWork.get(node.base(), "/health/live")).isEqualTo(200);
    // Whoever only reads is to find a node; whoever looks after them is told.
    assertThat(StoredWork.get(node.base(), "/health/ready")).isEqualTo(200);
    assertThat(StoredWork.read(node.base(), "/health/ready")).contains("No space left on device");

    work().tell("drop function no_room cascade");
    work().awaitComplete("disk", TASKS);
    assertThat(work().steps("disk", "s.attempts > 1")).isEmpty();
    await()
        .atMost(PATIENCE)
        .until(() -> !StoredWork.read(node.base(), "/health/ready").contains("No space left"));
  }

  private void noConnectionIsLeft() throws Exception {
    int before = witness.answered();
    StoredWork.start(node.base(), "pool", TASKS);
    awaitAnswers(before + TASKS);
    asSuperuser("alter role tasker connection limit 0");
    asSuperuser("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tasker'");
    await().atMost(PATIENCE).until(() -> StoredWork.get(node.base(), "/health/ready") == 503);
    assertThat(StoredWork.get(node.base(), "/health/live")).isEqualTo(200);
    assertThat(StoredWork.submit(node.base(), "refused").statusCode()).isEqualTo(503);
    await().atMost(PATIENCE).until(witness::isIdle);

    asSuperuser("alter role tasker connection limit -1");
    await().atMost(PATIENCE).until(() -> StoredWork.get(node.base(), "/health/ready") == 200);
    work().awaitComplete("pool", TASKS);
    assertThat(work().steps("pool", "s.attempts > 1")).isEmpty();
  }

  /** The node knows of the first steps before they are stored, and must not give them up. */
  private void tasksAreStoredSlowly() throws Exception {
    CompletableFuture<Void> started;
    try (Connection other = DatabaseProbe.connect(postgres.address());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table transition in share mode");
      started =
          CompletableFuture.runAsync(
              () -> {
                try {
                  StoredWork.start(node.base(), "slow", 1);
                } catch (IOException | InterruptedException e) {
                  throw new CompletionException(e);
                }
              });
      ChaosFaults.pause(Duration.ofSeconds(4)); // some heartbeats
      other.rollback();
    }
    started.get(10, TimeUnit.SECONDS);
    work().awaitComplete("slow", 1);
    assertThat(work().steps("slow", "s.attempts > 1")).isEmpty();
  }

  /** A heartbeat sees that the queue is mostly dead entries; it gets a new file. */
  private void reportKeepsWhatDied() throws Exception {
    String file = queueFile();
    try (Connection report = work().report()) {
      work().leaveDeadEntries(20_000);
      await().atMost(PATIENCE).until(() -> !queueFile().equals(file));
      StoredWork.start(node.base(), "report", TASKS);
      work().awaitComplete("report", TASKS);
    }
  }

  private String queueFile() {
    return work().ask("select pg_relation_filenode('ready_step')");
  }

  private void asSuperuser(String sql) throws IOException, SQLException {
    String password = PostgresAccess.of(data).superuserPassword();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.address().url(), PostgresAccess.SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends the node's sessions; tells how many it had, which may be none yet since the last cut. */
  private int cutConnections() {
    return Integer.parseInt(
        work()
            .ask(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where usename = 'tasker' and pid <> pg_backend_pid()"));
  }

  private void awaitAnswers(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> witness.answered() >= count);
  }

  private StoredWork work() {
    return new StoredWork(postgres.address());
  }
}
