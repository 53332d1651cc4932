package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.it.twodatabases.BothLedgersHandler;
import dev.tasker.testing.ThrowAwayPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A transactional step that writes into a second database: both data sources are XA, as {@code
 * docs/howto/transactional-steps.md} says, and the server commits them in two phases.
 */
class TwoDatabasesIT {

  private static final Path WAR = Path.of("target", "two-databases.war");
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMillis(20);

  private static final String TEMPLATE =
      """
      name: both
      version: 1.0.0
      retry: {base_delay: 50ms, jitter: 0}
      step_templates:
        - {name: a, handler_class: ledger.both, default_retry_limit: 5}
      """;

  private static final String PREPARED =
      "select gid from pg_prepared_xacts where database = current_database()";

  /** Nodes that live, and whose heart has not beaten for some beats. */
  private static final String LATE_BEATS =
      """
      select count(*) from engine_node
      where node_id = (select max(node_id) from engine_node) and seen_at < now() - interval '7 s'
      """;

  private static XaServer server;
  private static TaskerClient tasker;
  private static LedgerTable here;
  private static LedgerTable there;

  @BeforeAll
  static void start() throws IOException, SQLException {
    here = LedgerTable.create(ThrowAwayPostgres.urlOf("xa_here"), ThrowAwayPostgres.USER);
    there = LedgerTable.create(ThrowAwayPostgres.urlOf("xa_there"), ThrowAwayPostgres.USER);
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "both.jar")
            .addPackage(BothLedgersHandler.class.getPackage())
            .addAsManifestResource(new StringAsset(""), "beans.xml")
            .addAsResource(new StringAsset(TEMPLATE), "tasker/tasks/both.yaml");
    Deployments.tasker().addAsLibrary(jar).as(ZipExporter.class).exportTo(WAR.toFile(), true);
    server =
        XaServer.start(
            WAR, ThrowAwayPostgres.urlOf("xa_here"), ThrowAwayPostgres.urlOf("xa_there"));
    tasker = new TaskerClient(server.uri());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void success_isInBoth() {
    String task = end(Map.of(), "complete");
    assertThat(here.entries(task)).containsExactly("a 1 here");
    assertThat(there.entries(task)).containsExactly("a 1 there");
  }

  @Test
  void exception_leavesNothingInEither() {
    assertOneLaterAttempt(end(Map.of("throw", "once"), "complete"));
  }

  @Test
  void commitThatTheOtherDatabaseRefuses_leavesNothingInEither() {
    assertOneLaterAttempt(end(Map.of("there", "refuse"), "complete"));
  }

  @Test
  void commitThatTaskersDatabaseRefuses_leavesNothingInEither() {
    assertOneLaterAttempt(end(Map.of("here", "refuse"), "complete"));
  }

  @Test
  void cancelledMeanwhile_leavesNothingInEither() {
    String task = tasker.start("both", Map.of("hold", "on"));
    here.awaitBegin(task);
    assertThat(tasker.cancel(task).status()).isEqualTo(200);
    await()
        .atMost(LONGEST)
        .until(
            () ->
                here.ask("select reason from transition where task_id = '" + task + "'")
                    .contains("late result refused"));
    assertThat(here.entries(task)).isEmpty();
    assertThat(there.entries(task)).isEmpty();
  }

  /** The parts that were prepared keep the task locked until somebody ends them. */
  @Test
  void nodeThatDiesBetweenThePhases_holdsUpThatTaskAlone() throws Exception {
    String task = tasker.start("both", Map.of("there", "slow"));
    await().atMost(LONGEST).pollInterval(SOON).until(() -> !here.ask(PREPARED).isEmpty());
    server.killAndStartAgain();
    // For longer than the lease: its own former life is long dead then, and was to be recovered.
    await()
        .atMost(LONGEST)
        .during(Duration.ofSeconds(15))
        .until(() -> here.ask(LATE_BEATS).get(0).equals("0"));
    success_isInBoth();

    here.rollBackPrepared();
    there.rollBackPrepared();
    here.await(task, "complete");
    assertOneLaterAttempt(task);
  }

  /** Only one attempt has left anything, the same in both, and it is not the first one. */
  private static void assertOneLaterAttempt(String task) {
    assertThat(here.entries(task)).singleElement().asString().matches("a [2-5] here");
    assertThat(there.entries(task))
        .containsExactly(here.entries(task).get(0).replace("here", "there"));
  }

  private static String end(Map<String, Object> script, String status) {
    String task = tasker.start("both", script);
    here.await(task, status);
    return task;
  }
}
