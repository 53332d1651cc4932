package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills nodes with {@code kill -9} while they run the transfers of {@code examples/transactional},
 * whose own tables are the witness: each step's entry is there exactly once.
 *
 * <p>System properties: {@code transactional.steps}, {@code transactional.kills}, {@code
 * transactional.nodes}, {@code transactional.threads} (of each node), {@code transactional.minutes}
 * (how long it may take at most).
 */
@Timeout(value = 2, unit = TimeUnit.HOURS) // with the largest numbers
class TransactionalSurvivalIT {

  private static final int STEPS_A_TRANSFER = 4;
  private static final int TRANSFERS =
      Integer.getInteger("transactional.steps", 2_000) / STEPS_A_TRANSFER;
  private static final int KILLS = Integer.getInteger("transactional.kills", 2);
  private static final int NODES = Integer.getInteger("transactional.nodes", 1);
  private static final Duration LIMIT =
      Duration.ofMinutes(Integer.getInteger("transactional.minutes", 3));
  private static final int BATCH = 500;
  private static final Path JAR =
      Path.of("examples", "transactional", "target", "transactional.jar").toAbsolutePath();

  /** What the steps have written; four for a transfer. */
  private static final String PROGRESS =
      "select (select count(*) from account_entry)"
          + " + (select count(*) + coalesce(sum(prints), 0) from receipt)";

  /** What was written without its step's completion, or the other way round; in one snapshot. */
  private static final String TORN =
      """
      with done as (
        select task_id, name from workflow_step where state = 'complete'
      ), written as (
        select task_id, step as name from account_entry
        union all select transfer_id, 'order_receipt' from receipt
        union all select receipt_id, 'print' from receipt where prints > 0
      )
      select
        (select count(*) from done d full join written w using (task_id, name)
          where d.task_id is null or w.task_id is null)
        + (select count(*) from receipt r full join (
             select task_id from workflow_step where name = 'print') t on t.task_id = r.receipt_id
           where r.receipt_id is null or t.task_id is null)
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final List<Process> nodes = new ArrayList<>();
  private TaskerProcesses processes;
  private Path data;

  @BeforeEach
  void prepare() {
    data = folder.resolve("data");
    processes = new TaskerProcesses(folder);
  }

  @AfterEach
  void endWhatIsLeft() throws Exception {
    processes.close();
    processes.run("stop", "--data", data.toString());
  }

  @Test
  void everyStep_isWrittenOnce_whateverDies() throws Exception {
    Node first = processes.up("node0-0", arguments(0));
    nodes.add(first.process());
    for (int i = 1; i < NODES; i++) {
      nodes.add(processes.up("node" + i + "-0", arguments(i)).process());
    }
    long begin = System.nanoTime();
    submit(first.base());
    StoredWork work = work();
    int kills = kill(work);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(unfinished(work)).isEqualTo("0"));
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    assertThat(kills).as("nodes killed before all was done").isEqualTo(KILLS);
    assertWrittenOnce(work);
    report(work, kills, seconds);
  }

  /** Kills one node after the other, at even distances of the work, and starts each again. */
  private int kill(StoredWork work) throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      int target = TRANSFERS * STEPS_A_TRANSFER / (KILLS + 1) * kill;
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Integer.parseInt(work.ask(PROGRESS)) >= target);
      if (unfinished(work).equals("0")) {
        return kill - 1;
      }
      int victim = kill % NODES;
      nodes.get(victim).destroyForcibly().waitFor();
      assertThat(work.ask(TORN)).as("torn steps at kill %d", kill).isEqualTo("0");
      nodes.set(victim, processes.spawn("node" + victim + "-" + kill, arguments(victim)));
    }
    return KILLS;
  }

  private void assertWrittenOnce(StoredWork work) {
    int entries = 2 * TRANSFERS;
    assertThat(work.ask("select count(*) from account_entry")).isEqualTo(entries + "");
    assertThat(work.ask("select count(distinct (task_id, step)) from account_entry"))
        .isEqualTo(entries + "");
    assertThat(work.ask("select sum(cents) from account_entry")).isEqualTo("0");
    assertThat(work.ask("select count(*) || ' ' || count(distinct transfer_id) from receipt"))
        .isEqualTo(TRANSFERS + " " + TRANSFERS);
    assertThat(work.ask("select count(*) from receipt where prints <> 1")).isEqualTo("0");
    assertThat(work.ask("select count(*) from task where status <> 'complete'")).isEqualTo("0");
    assertThat(work.ask("select count(*) from task")).isEqualTo(2 * TRANSFERS + "");
    assertThat(work.ask(TORN)).isEqualTo("0");
    assertThat(work.ask("select count(*) from workflow_step where attempts > 1"))
        .as("steps that were cut off in the middle")
        .isNotEqualTo("0");
  }

  private static void report(StoredWork work, int kills, long seconds) throws IOException {
    String line =
        "%d transactional steps, %d nodes, %d kills, %s attempts cut off, %s late results refused, 0 duplicates, 0 losses, %d s%n"
            .formatted(
                TRANSFERS * STEPS_A_TRANSFER,
                NODES,
                kills,
                work.ask("select coalesce(sum(attempts - 1), 0) from workflow_step"),
                work.ask("select count(*) from transition where reason = 'late result refused'"),
                seconds);
    Files.writeString(Path.of("target", "transactional.md"), line);
  }

  private static String unfinished(StoredWork work) {
    return work.ask("select count(*) from task where status in ('pending', 'in_progress')");
  }

  private static void submit(URI node) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    for (int first = 0; first < TRANSFERS; first += BATCH) {
      String tasks =
          IntStream.range(first, Math.min(TRANSFERS, first + BATCH))
              .mapToObj(TransactionalSurvivalIT::transfer)
              .collect(Collectors.joining(","));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(node + "/tasks/batch"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"tasks\":[" + tasks + "]}"))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  private static String transfer(int number) {
    return """
        {"name": "transfer", "namespace": "bank", "context": {"from": "a%d", "to": "b%d", "cents": %d},
         "initiator": "survival", "reason": "number %d", "source_system": "tests"}
        """
        .formatted(number % 97, number % 89, 1 + number % 1000, number);
  }

  /** Few threads, so that the work is not done before the next node dies. */
  private String[] arguments(int node) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--lib",
                JAR.toString(),
                "-D",
                "tasker.engine.threads=" + Integer.getInteger("transactional.threads", 4),
                "-D",
                "tasker.engine.max-node-losses=1000"));
    if (node == 0) {
      arguments.addAll(List.of("--data", data.toString()));
    } else {
      DatabaseAddress own = address();
      arguments.addAll(
          List.of(
              "--data",
              folder.resolve("other" + node).toString(),
              "--database",
              own.url() + "?user=tasker&password=" + own.password()));
    }
    return arguments.toArray(String[]::new);
  }

  private StoredWork work() throws IOException {
    return new StoredWork(address());
  }

  private DatabaseAddress address() throws IOException {
    return PostgresAccess.of(data)
        .open(Postmaster.read(data.resolve("postgres")).orElseThrow().port());
  }
}
