package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class QueueRenewalDbTest {

  private static final String ROWS =
      "select string_agg(r::text, ' ' order by r.task_id, r.step_no) from ready_step r";
  private static final String BYTES = "select pg_relation_size('ready_step')";
  private static final int RENEWALS = 20;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final DataSource database;
  private final EngineFixture engine;

  QueueRenewalDbTest(DataSource database) {
    this.database = database;
    this.engine = new EngineFixture(database);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    engine.close();
  }

  @Test
  void renewedQueue_holdsWhatItHeld_whileAnOldSnapshotIsOpen() throws SQLException {
    engine.store(20, "a", "b");
    engine.store(TaskRequest.named("test").priority(7).build(), "a");
    engine.store(TaskRequest.named("test").runAt(Instant.now().plusSeconds(3600)).build(), "a");
    try (Connection report = report()) {
      fillWithDeadEntries();
      assertThat(beat().sparse()).isTrue();
      String before = engine.one(ROWS);

      assertThat(QueueCare.isRenewed(engine.session())).isTrue();

      assertThat(engine.one(ROWS)).isEqualTo(before);
      assertThat(Integer.parseInt(engine.one(BYTES))).isLessThan(20_000);
      assertThat(beat().sparse()).isFalse();
      assertThat(engine.claim(100)).hasSize(41);
      report.rollback();
    }
  }

  @Test
  void queueThatIsFull_orSmall_isLeftAsItIs() {
    engine.store(10, "a");
    assertThat(beat().sparse()).isFalse();
    assertThat(QueueCare.isRenewed(engine.session())).isFalse();
    engine.store(3000, "a", "b", "c", "d", "e", "f");
    assertThat(Integer.parseInt(engine.one(BYTES))).isGreaterThan(1 << 20);
    assertThat(beat().sparse()).isFalse();
    assertThat(QueueCare.isRenewed(engine.session())).isFalse();
  }

  @Test
  void queueThatIsInUse_isLeftAsItIs() throws SQLException {
    fillWithDeadEntries();
    try (Connection user = database.getConnection();
        var statement = user.createStatement()) {
      user.setAutoCommit(false);
      statement.execute("select count(*) from ready_step");
      assertThat(QueueCare.isRenewed(engine.session())).isFalse();
      user.rollback();
    }
    assertThat(QueueCare.isRenewed(engine.session())).isTrue();
  }

  @Test
  @Timeout(120)
  void workGoesOn_whileTheQueueIsRenewedAgainAndAgain() throws Exception {
    var over = new AtomicBoolean();
    try (var two = engine.another("two");
        Connection report = report()) {
      List<Future<?>> nodes =
          List.of(threads.submit(() -> work(engine, over)), threads.submit(() -> work(two, over)));
      int renewed = 0;
      try (var care = engine.another("three")) {
        while (renewed < RENEWALS) {
          fillWithDeadEntries();
          renewed += QueueCare.isRenewed(care.session()) ? 1 : 0;
        }
      }
      over.set(true);
      for (Future<?> node : nodes) {
        node.get(60, TimeUnit.SECONDS);
      }
      report.rollback();
    }
    Soundness.check(engine);
    assertThat(engine.one("select count(*) from task where status = 'complete'"))
        .isEqualTo(engine.one("select count(*) from task"));
  }

  /** New tasks all the while, and in the end what is left of them. */
  private static void work(EngineFixture node, AtomicBoolean over) {
    List<Attempt> claimed;
    do {
      boolean last = over.get();
      if (!last) {
        node.store("a", "b<a", "c<a", "d<b,c");
      }
      claimed = node.claim(last ? 100 : 5);
      if (!claimed.isEmpty()) {
        node.commit(false, claimed.stream().map(EngineFixture::success).toArray(Outcome[]::new));
      }
    } while (!over.get() || !claimed.isEmpty());
  }

  private Beat beat() {
    return Beat.send(
        engine.session(),
        engine.node(),
        Duration.ofSeconds(10),
        100_000,
        new Beat.Load(1, 1, 1, 1, List.<UUID>of()));
  }

  private Connection report() throws SQLException {
    Connection report = database.getConnection();
    report.setAutoCommit(false);
    report.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (var statement = report.createStatement()) {
      statement.execute("select count(*) from task");
    }
    return report;
  }

  /** What is rolled back is as dead as what was claimed. */
  private void fillWithDeadEntries() throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "insert into ready_step (task_id, step_no, template_id, lane, priority)"
              + " select gen_random_uuid(), 0, gen_random_uuid(), 0, 0 from generate_series(1, 20000)");
      connection.rollback();
    }
  }
}
