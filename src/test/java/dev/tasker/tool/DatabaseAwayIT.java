package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Node;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node does when its queue is full, its database goes away, or its connections are cut. One
 * test with several acts, as each start of a server takes long.
 */
class DatabaseAwayIT {

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();
  private static final int MAX_WAITING = 60;
  private static final int TASKS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Path data;
  private TaskerProcesses processes;
  private Witness witness;
  private EmbeddedPostgres postgres;
  private Node node;

  @BeforeEach
  void start() throws IOException {
    data = folder.resolve("database");
    postgres = EmbeddedPostgres.start(data, LIBRARIES);
    processes = new TaskerProcesses(folder);
    witness = new Witness();
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("work.yaml"), Witness.TEMPLATE);
    DatabaseAddress database = postgres.address();
    node =
        processes.up(
            "node",
            "--database",
            database.url() + "?user=tasker&password=" + database.password(),
            "--data",
            folder.resolve("node").toString(),
            "--templates",
            templates.toString(),
            "-D",
            "WITNESS=" + witness.url(),
            "-D",
            "tasker.engine.async-steps=8",
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
    databaseGoesAwayAndComesBack();
    connectionsAreCut();

    assertThat(witness.calledAgain()).as("steps that ran again").isEmpty();
    assertThat(Files.readAllLines(node.log()).size()).as("lines in the log").isLessThan(60);
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

  private void databaseGoesAwayAndComesBack() throws Exception {
    int before = witness.answered();
    StoredWork.start(node.base(), "away", TASKS);
    awaitAnswers(before + TASKS);
    long server = Postmaster.read(postgres.folder()).orElseThrow().pid();
    TaskerProcesses.signal("QUIT", String.valueOf(server)); // stop mode "immediate"

    await().atMost(PATIENCE).until(() -> StoredWork.get(node.base(), "/health/ready") == 503);
    assertThat(StoredWork.get(node.base(), "/health/live")).isEqualTo(200);
    await().atMost(PATIENCE).until(witness::isIdle); // the outcomes are there, but nowhere to go
    assertThat(StoredWork.submit(node.base(), "refused").statusCode()).isEqualTo(503);

    postgres = EmbeddedPostgres.start(data, LIBRARIES);
    await().atMost(PATIENCE).until(() -> StoredWork.get(node.base(), "/health/ready") == 200);
    work().awaitComplete("away", TASKS);
    assertThat(work().steps("away", "s.attempts > 1")).isEmpty();
    assertThat(work().ask("select count(*) from task where source_system = 'refused'"))
        .isEqualTo("0");
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
