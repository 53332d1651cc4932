package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.tool.TaskerProcesses.Node;
import dev.tasker.tool.lone.LoneHandler;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes that have little in common but the database: one is of a newer version, alone has all
 * template files and a handler, has a clock that is three days fast, and dies of its work. One test
 * with several acts, as each start of a server takes long.
 */
class MixedNodesIT {

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();
  private static final Path WAR = Path.of("target", "tasker.war").toAbsolutePath();
  private static final int TASKS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String LONE =
      """
      name: lone
      version: 1.0.0
      step_templates:
        - {name: only, handler_class: lone}
      """;

  private static final String OF_THE_FUTURE =
      "select prosrc like '%%of the future%%' from pg_proc where proname = 'beat'";

  @TempDir Path folder;

  private TaskerProcesses processes;
  private Witness witness;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start(folder.resolve("database"), LIBRARIES);
    processes = new TaskerProcesses(folder);
    witness = new Witness();
  }

  @AfterEach
  void end() throws InterruptedException {
    processes.close();
    postgres.stop();
    witness.close();
  }

  @Test
  void nodesThatDiffer_doTheirWorkTogether() throws Exception {
    String begun = work().ask("select clock_timestamp()");
    Node newer = newer();
    Node older = up("older", Files.createDirectories(folder.resolve("none")), 8);
    olderNodeLeavesANewerDatabaseAlone(older);
    bothRunTasksOfATemplateThatOneHas(newer);
    wrongClock_isNowhereInTheDatabase(begun);
    poisonKillsItsNode_andTheOtherGoesOn(newer, older);
  }

  private Node newer() throws IOException {
    Path jar = folder.resolve("lone.jar");
    ShrinkWrap.create(JavaArchive.class)
        .addPackage(LoneHandler.class.getPackage())
        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
        .as(ZipExporter.class)
        .exportTo(jar.toFile());
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("work.yaml"), Witness.TEMPLATE);
    Files.writeString(templates.resolve("lone.yaml"), LONE);
    return up("newer", templates, 2, "--lib", jar.toString(), "--war", warOfTheFuture().toString());
  }

  /** The WAR as another release would be: a migration and a function more, and a higher version. */
  private Path warOfTheFuture() throws IOException {
    Path war = Files.copy(WAR, folder.resolve("newer.war"));
    try (FileSystem files = FileSystems.newFileSystem(war)) {
      Path classes = files.getPath("WEB-INF", "classes");
      Files.writeString(classes.resolve("META-INF/tasker-version.properties"), "version=99.0.0\n");
      Files.writeString(
          classes.resolve("db/migration/V999__know_the_future.sql"),
          "alter table engine_node add column of_the_future integer;\n");
      Path beat = classes.resolve("db/function/R__beat.sql");
      String body = Files.readString(beat);
      assertThat(body).contains("alive := found;");
      Files.writeString(beat, body.replace("alive := found;", "alive := found; -- of the future"));
    }
    return war;
  }

  private Node up(String name, Path templates, int asyncSteps, String... more) throws IOException {
    DatabaseAddress database = postgres.address();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--database",
                database.url() + "?user=tasker&password=" + database.password(),
                "--data",
                folder.resolve(name).toString(),
                "--templates",
                templates.toString(),
                "-D",
                "WITNESS=" + witness.url(),
                "-D",
                "tasker.node.name=" + name,
                "-D",
                "tasker.engine.async-steps=" + asyncSteps,
                "-D",
                "tasker.engine.max-node-losses=1"));
    arguments.addAll(List.of(more));
    return processes.up(name, arguments.toArray(String[]::new));
  }

  private void olderNodeLeavesANewerDatabaseAlone(Node older) {
    assertThat(older.log()).content().contains("The database is that of Tasker 99.0.0");
    assertThat(work().ask(OF_THE_FUTURE)).isEqualTo("t");
    assertThat(work().ask("select version from newest_version")).isEqualTo("99.0.0");
  }

  private void bothRunTasksOfATemplateThatOneHas(Node newer) throws Exception {
    witness.follow((caller, call) -> caller.endsWith("/b") && call == 1 ? 503 : 200);
    StoredWork.start(newer.base(), "both", TASKS);
    work().awaitComplete("both", TASKS);
    assertThat(
            work()
                .ask(
                    "select string_agg(distinct n.name, ' ' order by n.name) from transition c"
                        + " join engine_node n using (node_id) where c.to_state = 'in_progress'"))
        .isEqualTo("newer older");
    assertThat(work().ask("select count(*) from engine_node where left_how = 'died'"))
        .isEqualTo("0");
  }

  private void wrongClock_isNowhereInTheDatabase(String begun) {
    for (String time :
        List.of(
            "requested_at from task",
            "completed_at from task",
            "started_at from workflow_step",
            "occurred_at from transition",
            "retry_at from transition",
            "seen_at from engine_node")) {
      String[] parts = time.split(" from ");
      assertThat(
              work()
                  .ask(
                      "select count(*) from %2$s where %1$s not between '%3$s' and clock_timestamp()",
                      parts[0], parts[1], begun))
          .as(time)
          .isEqualTo("0");
    }
  }

  private void poisonKillsItsNode_andTheOtherGoesOn(Node newer, Node older) throws Exception {
    String whenItIsDead = Instant.now().plusSeconds(8).toString();
    String left = start(newer, request("work", false).add("run_at", whenItIsDead));
    String lone = start(newer, request("lone", false).add("run_at", whenItIsDead));
    // Not at once: the node is to live long enough to answer.
    String soon = Instant.now().plusSeconds(1).toString();
    String poison = start(newer, request("lone", true).add("run_at", soon));
    assertThat(TaskerProcesses.exitValue(newer.process())).isEqualTo(137);

    await().atMost(PATIENCE).until(() -> statusOf(poison).equals("error"));
    assertThat(
            work().ask("select error ->> 'code' from workflow_step where task_id = '%s'", poison))
        .isEqualTo("node_lost");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(StoredWork.read(older.base(), "/tasks/" + lone + "/explain"))
                    .contains("no_handler_node"));
    assertThat(work().ask("select state from workflow_step where task_id = '%s'", lone))
        .isEqualTo("pending");
    await().atMost(PATIENCE).until(() -> statusOf(left).equals("complete"));
    assertThat(work().ask("select string_agg(left_how, ' ') from engine_node")).isEqualTo("died");
  }

  private String statusOf(String task) {
    return work().ask("select status from task where task_id = '%s'", task);
  }

  private static JsonObjectBuilder request(String template, boolean halt) {
    return Json.createObjectBuilder()
        .add("name", template)
        .add("context", Json.createObjectBuilder().add("halt", halt))
        .add("initiator", "test")
        .add("reason", "to see who can run it")
        .add("source_system", "mixed");
  }

  private static String start(Node node, JsonObjectBuilder request)
      throws IOException, InterruptedException {
    var answer = StoredWork.submit(node.base(), request.build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.createReader(new StringReader(answer.body())).readObject().getString("task_id");
  }

  private StoredWork work() {
    return new StoredWork(postgres.address());
  }
}
