package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import dev.tasker.engine.OutcomeCommits.Edge;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.testing.PostgresExtension;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An outcome that is written in a transaction of the handler's, and what the fence makes of it. */
@ExtendWith(PostgresExtension.class)
class StepTransactionDbTest {

  private static final String LOCK_WAITS =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
          + " and datname = current_database()";

  private final DataSource database;
  private final EngineFixture engine;
  private Connection transaction;

  StepTransactionDbTest(DataSource database) {
    this.database = database;
    this.engine = new EngineFixture(database);
  }

  @BeforeEach
  void begin() throws SQLException {
    engine.execute("create table if not exists ledger (entry text)");
    transaction = database.getConnection();
    transaction.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    transaction.close();
    engine.close();
  }

  @Test
  void commit_bringsEntryResultAndChild() throws SQLException {
    UUID task = engine.store("a", "b<a");
    post("a");
    assertThat(write(engine.claim(1).get(0)))
        .hasAtLeastOneElementOfType(Effect.Accepted.class)
        .hasAtLeastOneElementOfType(Effect.Claimed.class);
    assertThat(engine.steps(task)).isEqualTo("a:in_progress b:pending");
    transaction.commit();
    assertThat(engine.steps(task)).isEqualTo("a:complete b:in_progress");
    assertThat(engine.one("select count(*) from ledger")).isEqualTo("1");
  }

  @Test
  void rollback_leavesTheClaimAsItWas() throws SQLException {
    UUID task = engine.store("a", "b<a");
    Attempt a = engine.claim(1).get(0);
    post("a");
    write(a);
    transaction.rollback();
    assertThat(engine.steps(task)).isEqualTo("a:in_progress b:pending");
    assertThat(engine.trail(task, 0)).isEqualTo("pending>in_progress");
    assertThat(engine.commit(true, failure(a, Duration.ZERO)))
        .hasAtLeastOneElementOfType(Effect.Accepted.class);
    assertThat(engine.one("select count(*) from ledger")).isEqualTo("0");
  }

  @Test
  void lostClaim_isRefusedInside() {
    UUID task = engine.store("a");
    Attempt a = engine.claim(1).get(0);
    engine.execute("select cancel_task('%s', 1, 'tester', 'no')".formatted(task));
    assertThat(write(a)).singleElement().isInstanceOf(Effect.Refused.class);
  }

  @Test
  void failureInPlaceOfALostAnswer_isRefusedIfTheSuccessWasCommitted() throws Exception {
    UUID task = engine.store("a", "b<a");
    Attempt a = engine.claim(1).get(0);
    write(a);
    CompletableFuture<List<Effect>> doubt = failInDoubt(a);
    transaction.commit();
    assertThat(doubt.get())
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Refused.class, refused -> assertThat(refused.committedBefore()).isTrue());
    assertThat(engine.steps(task)).isEqualTo("a:complete b:in_progress");
    assertThat(engine.trail(task, 0)).isEqualTo("pending>in_progress in_progress>complete");
    assertThat(StepClaims.own(engine.session(), engine.node())).hasSize(1);
  }

  @Test
  void failureInPlaceOfALostAnswer_isTakenIfTheSuccessWasNot() throws Exception {
    UUID task = engine.store("a", "b<a");
    Attempt a = engine.claim(1).get(0);
    write(a);
    CompletableFuture<List<Effect>> doubt = failInDoubt(a);
    transaction.rollback();
    assertThat(doubt.get()).hasAtLeastOneElementOfType(Effect.Accepted.class);
    assertThat(engine.steps(task)).isEqualTo("a:error b:pending");
  }

  @Test
  void clientThatVanishes_doesNotKeepTheTaskLocked() {
    UUID task = engine.store("a");
    Attempt a = engine.claim(1).get(0);
    limitIdleness(200);
    write(a);
    List<Effect> effects = engine.commit(true, failure(a, Duration.ZERO));
    assertThat(effects).hasAtLeastOneElementOfType(Effect.Accepted.class);
    assertThat(engine.steps(task)).isEqualTo("a:error");
    assertThatThrownBy(() -> transaction.commit()).isInstanceOf(SQLException.class);
  }

  /** The engine's loop commits a failure; it has to wait until the open transaction has ended. */
  private CompletableFuture<List<Effect>> failInDoubt(Attempt attempt) {
    EngineFixture other = engine.another("other");
    other.actAs(engine.node());
    var doubt =
        CompletableFuture.supplyAsync(() -> other.commit(true, failure(attempt, Duration.ZERO)));
    await().until(() -> engine.one(LOCK_WAITS).equals("1"));
    assertThat(doubt).isNotDone();
    return doubt.whenComplete((effects, failure) -> other.close());
  }

  private void post(String entry) throws SQLException {
    try (var statement = transaction.prepareStatement("insert into ledger values (?)")) {
      statement.setString(1, entry);
      statement.executeUpdate();
    }
  }

  private List<Effect> write(Attempt attempt) {
    int[] children = attempt.task().template().template().graph().children(0);
    List<Edge> edges = Arrays.stream(children).mapToObj(child -> new Edge(0, child, true)).toList();
    return OutcomeCommits.commit(
        inside(), engine.node(), 77_000_000, List.of(success(attempt)), edges);
  }

  private void limitIdleness(long milliseconds) {
    inside()
        .run(
            NamedSql.load("limit_idle_transaction"),
            statement -> {
              try (var row = statement.set("limit_ms", milliseconds).query()) {
                return row.next();
              }
            });
  }

  /** A session in the open transaction. */
  private Session inside() {
    var source =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> transaction);
    return new Session(new Database(source));
  }
}
