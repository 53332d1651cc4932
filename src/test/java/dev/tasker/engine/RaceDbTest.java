package dev.tasker.engine;

import static dev.tasker.engine.EngineFixture.failure;
import static dev.tasker.engine.EngineFixture.permanent;
import static dev.tasker.engine.EngineFixture.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators and the engine, or two operators, at the same task in the same instant. */
@ExtendWith(PostgresExtension.class)
class RaceDbTest {

  private static final int ROUNDS = 1_000;
  private static final int LONGEST_LEAD_NANOS = 600_000;

  private final Random random = new Random(20_261_123);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final EngineFixture engine;
  private final Operator operator;
  private final Operator other;

  RaceDbTest(DataSource database) {
    engine = new EngineFixture(database);
    operator = new Operator(database, engine.node());
    other = new Operator(database, engine.node());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    operator.close();
    other.close();
    engine.close();
  }

  @Test
  void cancelAgainstCompletion_hasOneWinner() {
    List<UUID> tasks = engine.store(ROUNDS, "a");
    List<Attempt> attempts = inOrder(tasks, engine.claim(ROUNDS));
    String[] was = new String[ROUNDS];
    race(
        round -> engine.commit(true, success(attempts.get(round))),
        round -> was[round] = operator.cancel(tasks.get(round)));

    String[] ends =
        engine.one("select string_agg(status, ',' order by task_id) from task").split(",");
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(ends[round]).isEqualTo(was[round].equals("complete") ? "complete" : "cancelled");
    }
  }

  @Test
  void retryAgainstRetry_queuesTheStepOnce() {
    List<UUID> tasks = engine.store(ROUNDS, "a", "b<a");
    failAll(engine.claim(ROUNDS));
    AtomicInteger queued = new AtomicInteger();
    race(
        round -> queued.addAndGet(operator.retry(tasks.get(round), 0)),
        round -> queued.addAndGet(other.retry(tasks.get(round), null)));

    assertThat(queued).hasValue(ROUNDS);
    assertThat(count("ready_step")).isEqualTo(ROUNDS);
  }

  @Test
  void resolveAgainstALateResult_letsOneStand() {
    List<UUID> tasks = engine.store(ROUNDS, "a", "b<a", "c<a");
    List<Attempt> attempts = inOrder(tasks, engine.claim(ROUNDS));
    String[] was = new String[ROUNDS];
    race(
        round -> engine.commit(false, anyOutcome(attempts.get(round), round)),
        round -> was[round] = operator.resolve(tasks.get(round), 0));

    assertThat(was).contains("in_progress");
    assertThat(count("workflow_step where step_no = 0 and state = 'resolved_manually'"))
        .isEqualTo(java.util.Arrays.stream(was).filter("error"::equals).count());
  }

  @Test
  void resolveAgainstAClaim_letsOneStand() {
    List<UUID> tasks = engine.store(ROUNDS, "a", "b<a");
    List<Attempt> claimed = new ArrayList<>();
    race(round -> claimed.addAll(engine.claim(1)), round -> operator.resolve(tasks.get(round), 0));

    assertThat(count("workflow_step where step_no = 0 and state = 'resolved_manually'"))
        .isEqualTo(
            ROUNDS - claimed.stream().filter(attempt -> attempt.claim().stepNo() == 0).count());
  }

  @Test
  void stepCancelAgainstCommit_hasOneWinner() {
    List<UUID> tasks = engine.store(ROUNDS, "a", "b<a", "c");
    List<Attempt> attempts = inOrder(tasks, engine.claim(2 * ROUNDS));
    String[] was = new String[ROUNDS];
    race(
        round -> engine.commit(true, anyOutcome(attempts.get(round), round)),
        round -> was[round] = operator.cancelStep(tasks.get(round), 0));

    assertThat(count("workflow_step where step_no = 0 and state = 'complete'"))
        .isEqualTo(java.util.Arrays.stream(was).filter("complete"::equals).count());
  }

  @Test
  void priorityAgainstCompletion_reachesTheChildren() {
    List<UUID> tasks = engine.store(ROUNDS, "a", "b<a", "c<a");
    List<Attempt> attempts = inOrder(tasks, engine.claim(ROUNDS));
    race(
        round -> engine.commit(false, success(attempts.get(round))),
        round -> operator.prioritize(tasks.get(round), 7));

    assertThat(count("ready_step where priority = 7")).isEqualTo(2 * ROUNDS);
  }

  @Test
  void retryAgainstRecoveryOfADeadNode_losesNothing() {
    List<UUID> tasks = engine.store(ROUNDS, "a", "b", "c<a,b");
    failAll(engine.claim(2 * ROUNDS).stream().filter(step -> step.claim().stepNo() == 0).toList());
    int[] dead = new int[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      dead[round] = engine.join("dead");
    }
    engine.execute(
        """
        update workflow_step s set node_id = n.node_id from
          (select task_id, row_number() over (order by task_id) as no from task) t
          join (select node_id, row_number() over (order by node_id) as no from engine_node where name = 'dead') n using (no)
        where s.task_id = t.task_id and s.step_no = 1""");
    engine.execute("update engine_node set seen_at = now() - interval '1 min' where name = 'dead'");
    AtomicInteger recovered = new AtomicInteger();
    race(
        round -> recovered.addAndGet(operator.recover(dead[round], 1 + round % 2)),
        round -> other.retry(tasks.get(round), null));

    assertThat(recovered).hasValue(ROUNDS);
  }

  /** Runs both acts for each round at about the same time, then looks at all tables. */
  private void race(IntConsumer one, IntConsumer another) {
    var barrier = new CyclicBarrier(2);
    var both =
        List.of(
            threads.submit(() -> rounds(one, barrier, new Random(random.nextLong()))),
            threads.submit(() -> rounds(another, barrier, new Random(random.nextLong()))));
    for (Future<?> side : both) {
      try {
        side.get(60, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }
    Soundness.check(engine);
  }

  private static void rounds(IntConsumer act, CyclicBarrier barrier, Random lead) {
    for (int round = 0; round < ROUNDS; round++) {
      try {
        barrier.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
      long start = System.nanoTime() + lead.nextInt(LONGEST_LEAD_NANOS);
      while (System.nanoTime() - start < 0) {
        Thread.onSpinWait();
      }
      act.accept(round);
    }
  }

  private void failAll(List<Attempt> attempts) {
    engine.commit(true, attempts.stream().map(EngineFixture::permanent).toArray(Outcome[]::new));
  }

  private static Outcome anyOutcome(Attempt attempt, int round) {
    return switch (round % 3) {
      case 0 -> success(attempt);
      case 1 -> permanent(attempt);
      default -> failure(attempt, Duration.ofHours(1));
    };
  }

  /** The attempt of each task's first step. */
  private static List<Attempt> inOrder(List<UUID> tasks, List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.claim().stepNo() == 0)
        .sorted(java.util.Comparator.comparing(attempt -> tasks.indexOf(attempt.claim().taskId())))
        .toList();
  }

  private int count(String rows) {
    return Integer.parseInt(engine.one("select count(*) from " + rows));
  }
}
