package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the steps of a node that was killed wait until another one has claimed them, by the
 * database's clock and with the lease and the heartbeat that Tasker comes with.
 *
 * <p>System property: {@code recovery.kills}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS) // with the largest numbers
class RecoveryTimeIT {

  private static final int KILLS = Integer.getInteger("recovery.kills", 2);
  private static final int TASKS = 6;
  private static final Duration PROMISED = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  /** The steps that a node holds. */
  private static final String HELD =
      "select count(*) from workflow_step where state = 'in_progress' and node_id = %d";

  /** Steps that are lost with a node, or were and have not been claimed again. */
  private static final String WAITING =
      """
      select count(*) from transition c where c.node_id = %1$d and c.to_state = 'in_progress'
        and c.step_no is not null
        and not exists (
          select from transition e where e.task_id = c.task_id and e.step_no = c.step_no
            and e.attempt = c.attempt and e.to_state in ('complete', 'error'))
        and not exists (
          select from transition n where n.task_id = c.task_id and n.step_no = c.step_no
            and n.attempt > c.attempt and n.to_state = 'in_progress')
      """;

  /** From a moment on, the milliseconds until each step that a node had lost was claimed again. */
  private static final String WAITS =
      """
      select string_agg(round(extract(epoch from n.occurred_at - '%2$s') * 1000)::text, ' ')
      from transition c
      join transition n on n.task_id = c.task_id and n.step_no = c.step_no
        and n.attempt = c.attempt + 1 and n.to_state = 'in_progress' and n.from_state = 'pending'
      join transition l on l.task_id = c.task_id and l.step_no = c.step_no
        and l.attempt = c.attempt and l.from_state = 'in_progress' and l.to_state = 'pending'
      where c.node_id = %1$d and c.to_state = 'in_progress'
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private TaskerProcesses processes;
  private Witness witness;
  private EmbeddedPostgres postgres;
  private StoredWork work;
  private Path templates;
  private int started;

  /** A node, and the number that it has joined under. */
  private record Member(Node node, int number) {}

  @BeforeEach
  void prepare() throws IOException {
    postgres =
        EmbeddedPostgres.start(
            folder.resolve("database"), Path.of("target", "tool", "lib").toAbsolutePath());
    work = new StoredWork(postgres.address());
    processes = new TaskerProcesses(folder);
    witness = new Witness();
    templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("work.yaml"), Witness.TEMPLATE);
  }

  @AfterEach
  void end() throws InterruptedException {
    processes.close();
    postgres.stop();
    witness.close();
  }

  @Test
  void stepsOfADeadNode_areSoonClaimedByAnother() throws Exception {
    Deque<Member> members = new ArrayDeque<>(List.of(up(), up()));
    List<Long> waits = new ArrayList<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      waits.addAll(kill(members.removeFirst(), "kill " + kill));
      work.awaitComplete("kill " + kill, TASKS);
      if (kill < KILLS) {
        members.add(up());
      }
    }
    Collections.sort(waits);
    report(waits);
    assertThat(percentile(waits, 99)).isLessThanOrEqualTo(PROMISED.toMillis());
  }

  /** Kills a node while it runs steps; how long each of them waited, in milliseconds. */
  private List<Long> kill(Member victim, String source) throws Exception {
    witness.keepBack();
    StoredWork.start(victim.node().base(), source, TASKS);
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> !work.ask(HELD, victim.number()).equals("0"));
    String death = work.ask("select clock_timestamp()");
    victim.node().kill();
    witness.goOn();
    assertThat(work.ask(HELD, victim.number())).as("steps of the dead node").isNotEqualTo("0");
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> work.ask(WAITING, victim.number()).equals("0"));
    return Stream.of(work.ask(WAITS, victim.number(), death).split(" "))
        .map(Long::valueOf)
        .toList();
  }

  private Member up() throws IOException {
    DatabaseAddress database = postgres.address();
    String name = "node-" + ++started;
    Node node =
        processes.up(
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
            "tasker.node.name=" + name);
    String number = work.ask("select node_id from engine_node where name = '%s'", name);
    return new Member(node, Integer.parseInt(number));
  }

  private static void report(List<Long> waits) throws IOException {
    Files.writeString(
        Path.of("target", "recovery.md"),
        "%d kills, %d steps lost with their node; claimed again after: p50 %d ms, p99 %d ms, longest %d ms%n"
            .formatted(
                KILLS,
                waits.size(),
                percentile(waits, 50),
                percentile(waits, 99),
                waits.get(waits.size() - 1)));
  }

  /** Of sorted values, the least that so many percent of them do not exceed. */
  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
