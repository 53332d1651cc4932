package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Ended;
import dev.tasker.tool.TaskerProcesses.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills nodes in the middle of their work. One test with several acts, as each start of a server
 * takes long.
 */
class SurvivalIT {

  private static final int TASKS = 60;
  private static final Duration IDLE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private Path data;
  private Path templates;
  private TaskerProcesses processes;
  private Witness witness;

  @BeforeEach
  void prepare() throws IOException {
    data = folder.resolve("my data");
    templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("work.yaml"), Witness.TEMPLATE);
    processes = new TaskerProcesses(folder);
    witness = new Witness();
  }

  @AfterEach
  void endWhatIsLeft() throws Exception {
    processes.close();
    processes.run("stop", "--data", data.toString());
    witness.close();
  }

  @Test
  void work_survivesTheDeathOfNodes_andAGracefulStopRepeatsNothing() throws Exception {
    Node first = up("first", data, "--environment", "test");
    assertThat(statementsASecond()).as("of an idle node").isLessThanOrEqualTo(1.0);
    Set<String> lost = killInTheMiddle(first);

    Node second = up("second", data);
    assertThat(second.log()).content().contains("taken over");
    StoredWork work = work();
    work.awaitComplete("first", TASKS);
    assertThat(work.steps("first", "s.attempts > 1"))
        .as("only what ran when the node was killed runs again")
        .isEqualTo(lost);
    assertThat(witness.calledAgain()).isSubsetOf(lost);

    oneOfTwoDies(second);
    stopInTheMiddle(second);
  }

  /** The node of the first act; what the database says that it was running. */
  private Set<String> killInTheMiddle(Node node) throws Exception {
    assertThat(processes.run("status", "--url", node.base().toString()).exitValue()).isZero();
    Ended intruder = processes.run("up", "--port", "0", "--data", data.toString());
    assertThat(intruder.exitValue()).isEqualTo(ExitCode.DATA_FOLDER_LOCKED.number());
    assertThat(intruder.output()).contains("process " + node.process().pid());

    StoredWork.start(node.base(), "first", TASKS);
    awaitAnswers(TASKS * Witness.STEPS / 3);
    node.kill();
    assertThat(processes.run("status", "--url", node.base().toString()).exitValue())
        .isEqualTo(ExitCode.NOT_RUNNING.number());
    StoredWork work = work();
    // What it had sent is done by the database even after its death.
    await().until(() -> work.ask(OTHER_SESSIONS).equals("0"));
    Set<String> running = work.steps("first", "s.state = 'in_progress'");
    assertThat(running).isNotEmpty();
    assertThat(work.steps("first", "s.state = 'pending'")).as("it was in the middle").isNotEmpty();
    return running;
  }

  private static final String OTHER_SESSIONS =
      "select count(*) from pg_stat_activity where usename = 'tasker' and pid <> pg_backend_pid()";

  private void oneOfTwoDies(Node survivor) throws Exception {
    String database = address().url() + "?user=tasker&password=" + address().password();
    Node other =
        up(
            "other",
            folder.resolve("other"),
            "--database",
            database,
            "-D",
            "tasker.node.name=other");
    String ofOther = "s.node_id = (select max(node_id) from engine_node where name = 'other')";
    for (int i = 0; i < TASKS / 2; i++) {
      StoredWork.start(other.base(), "two", 1);
      StoredWork.start(survivor.base(), "two", 1);
    }
    StoredWork work = work();
    await().pollInterval(Duration.ofMillis(10)).until(() -> !work.steps("two", ofOther).isEmpty());
    other.kill();
    String death = work.ask("select clock_timestamp()");
    Set<String> held = work.steps("two", ofOther);
    assertThat(held).isNotEmpty();

    work.awaitComplete("two", TASKS);
    // What it had sent may still have been done after its death, so not all of it runs again.
    assertThat(work.steps("two", "s.attempts > 1")).isNotEmpty().isSubsetOf(held);
    assertThat(
            work.steps(
                "two",
                "s.attempts > 1 and s.completed_at > timestamptz '%s' + interval '15 s'"
                    .formatted(death)))
        .as("work of the dead node that took longer than 15 s from its death")
        .isEmpty();
  }

  private void stopInTheMiddle(Node node) throws Exception {
    int before = witness.answered();
    StoredWork.start(node.base(), "stopped", TASKS);
    awaitAnswers(before + TASKS);
    node.interruptGroup();

    assertThat(TaskerProcesses.exitValue(node.process())).isZero();
    assertThat(node.log()).content().endsWith("Stopped.\n");
    assertThat(Postmaster.read(data.resolve("postgres"))).isEmpty();
    assertThat(ProcessHandle.allProcesses())
        .as("processes left behind")
        .noneMatch(process -> process.info().commandLine().orElse("").contains(data.toString()));
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(data, Path.of("target", "tool", "lib").toAbsolutePath());
    try {
      StoredWork work = new StoredWork(postgres.address());
      assertThat(work.steps("stopped", "s.state = 'complete'")).isNotEmpty();
      assertThat(work.steps("stopped", "s.state = 'pending'")).isNotEmpty();
      assertThat(work.steps("stopped", "s.state not in ('complete', 'pending')")).isEmpty();
      assertThat(work.steps("stopped", "s.state = 'pending' and s.attempts > 0"))
          .as("steps that would be repeated")
          .isEmpty();
    } finally {
      postgres.stop();
    }
  }

  private Node up(String name, Path dataFolder, String... more) throws IOException {
    String[] arguments = {
      "--data",
      dataFolder.toString(),
      "--templates",
      templates.toString(),
      "-D",
      "WITNESS=" + witness.url()
    };
    return processes.up(
        name,
        java.util.stream.Stream.of(arguments, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  private void awaitAnswers(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> witness.answered() >= count);
  }

  /** How many statements the node sends; counted by the database's log, which holds them all. */
  private double statementsASecond() throws IOException {
    DatabaseAddress own = address();
    StoredWork admin =
        new StoredWork(
            new DatabaseAddress(
                own.url(), PostgresAccess.SUPERUSER, PostgresAccess.of(data).superuserPassword()));
    admin.tell("alter system set log_line_prefix = '%u '");
    admin.tell("alter system set log_statement = 'all'");
    admin.tell("select pg_reload_conf()");
    Path log = data.resolve("postgres").resolve("server.log");
    long begin = Files.size(log);
    await().pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
    long end = Files.size(log);
    admin.tell("alter system reset all");
    admin.tell("select pg_reload_conf()");
    String logged =
        new String(
            Files.readAllBytes(log), (int) begin, (int) (end - begin), StandardCharsets.UTF_8);
    long statements =
        logged.lines().filter(line -> line.matches("tasker LOG: +(execute|statement).*")).count();
    assertThat(statements).as("the heartbeat at least is in the log").isPositive();
    return statements / (double) IDLE.toSeconds();
  }

  private StoredWork work() throws IOException {
    return new StoredWork(address());
  }

  private DatabaseAddress address() throws IOException {
    return PostgresAccess.of(data)
        .open(Postmaster.read(data.resolve("postgres")).orElseThrow().port());
  }
}
