package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Uuid7;
import dev.tasker.task.DraftFixture;
import dev.tasker.task.TaskInserts.NewRow;
import dev.tasker.task.TaskInserts.Placement;
import dev.tasker.template.TemplateFixture;
import dev.tasker.testing.PostgresExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ArrivalsDbTest {

  private final Uuid7 ids = new Uuid7(Clock.systemUTC());
  private final ExecutorService clients = Executors.newFixedThreadPool(16);
  private final EngineFixture engine;
  private final Arrivals arrivals;

  ArrivalsDbTest(DataSource source) {
    this.engine = new EngineFixture(source);
    this.arrivals = new Arrivals(new Database(source));
  }

  @AfterEach
  void end() throws InterruptedException {
    clients.shutdown();
    assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    engine.close();
  }

  @Test
  void manyAtTheSameTime_areAllStored_inFewTransactions() throws Exception {
    List<NewRow> rows = new ArrayList<>();
    List<CompletableFuture<Void>> stored = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      NewRow row = row("{\"i\":" + i + "}");
      rows.add(row);
      stored.add(CompletableFuture.runAsync(() -> arrivals.store(engine.node(), row), clients));
    }
    for (var each : stored) {
      each.get(30, TimeUnit.SECONDS);
    }
    for (NewRow row : rows) {
      assertThat(engine.status(row.draft().taskId())).isEqualTo("pending");
    }
    assertThat(
            Integer.parseInt(
                engine.one("select count(distinct xmin::text) from task where context ? 'i'")))
        .isLessThan(300);
  }

  @Test
  void oneThatCannotBeStored_failsAlone() throws Exception {
    List<CompletableFuture<Void>> good = new ArrayList<>();
    List<CompletableFuture<Void>> bad = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      NewRow row = row(i % 8 == 3 ? "{\"never\":\"\\u0000\"}" : "{}");
      var stored = CompletableFuture.runAsync(() -> arrivals.store(engine.node(), row), clients);
      (i % 8 == 3 ? bad : good).add(stored);
      if (i % 8 != 3) {
        ids.add(row.draft().taskId());
      }
    }
    for (var each : bad) {
      assertThatThrownBy(() -> each.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(DatabaseException.class);
    }
    for (var each : good) {
      each.get(30, TimeUnit.SECONDS);
    }
    assertThat(ids).allSatisfy(id -> assertThat(engine.status(id)).isEqualTo("pending"));
  }

  @Test
  void keysAtTheSameTime_startOneTaskEach_inFewTransactions() throws Exception {
    List<CompletableFuture<UUID>> started = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      NewRow row = row("{\"k\":1}", TaskRequest.named("test").idempotencyKey("key-" + i % 200));
      started.add(
          CompletableFuture.supplyAsync(
              () -> arrivals.store(engine.node(), row).taskIds().get(0), clients));
    }
    for (int i = 0; i < 200; i++) {
      UUID one = started.get(i).get(30, TimeUnit.SECONDS);
      assertThat(started.get(i + 200).get(30, TimeUnit.SECONDS)).isEqualTo(one);
      assertThat(engine.one("select task_id from idempotency_key where key = 'key-" + i + "'"))
          .isEqualTo(one.toString());
      assertThat(engine.status(one)).isEqualTo("pending");
    }
    assertThat(engine.one("select count(*) from task where context ? 'k'")).isEqualTo("200");
    assertThat(
            Integer.parseInt(
                engine.one("select count(distinct xmin::text) from task where context ? 'k'")))
        .isLessThan(150);
  }

  @Test
  void keyOfAnotherRequest_isRefused_andHarmsNobodyElse() throws Exception {
    arrivals.store(
        engine.node(), row("{}", TaskRequest.named("test").reason("this").idempotencyKey("used")));
    List<CompletableFuture<?>> good = new ArrayList<>();
    List<CompletableFuture<?>> bad = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      boolean clashes = i % 8 == 3;
      NewRow row =
          row(
              "{\"o\":1}",
              TaskRequest.named("test")
                  .reason("that")
                  .idempotencyKey(clashes ? "used" : "other-" + i));
      (clashes ? bad : good)
          .add(CompletableFuture.runAsync(() -> arrivals.store(engine.node(), row), clients));
    }
    for (var each : bad) {
      assertThatThrownBy(() -> each.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TaskRefusedException.class);
    }
    for (var each : good) {
      each.get(30, TimeUnit.SECONDS);
    }
    assertThat(engine.one("select count(*) from task where context ? 'o'")).isEqualTo("56");
  }

  private NewRow row(String context) {
    return row(context, TaskRequest.named("test"));
  }

  private NewRow row(String context, TaskRequest.Builder request) {
    var loaded = TemplateFixture.loaded(EngineFixture.TEMPLATE, EngineFixture.template("a", "b<a"));
    var draft = DraftFixture.draft(ids.next(), loaded, request.build());
    var placement = new Placement(Lane.THREAD.code(), null);
    return new NewRow(draft, context, List.of(placement, placement));
  }
}
