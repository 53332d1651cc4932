package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.it.TaskerClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * What {@code @Transactional} handlers write is there if, and only if, their step is complete: the
 * same on each server.
 */
final class TransactionalStories {

  private static final String AT_LAST = "a 2 jdbc";

  private final TaskerClient tasker;
  private final LedgerTable ledger;

  TransactionalStories(TaskerClient tasker, LedgerTable ledger) {
    this.tasker = tasker;
    this.ledger = ledger;
  }

  /** A condition and its outcome. */
  interface Story {
    void tell(TransactionalStories stage);
  }

  static Stream<Named<Story>> all() {
    return Stream.of(
        Named.of("writesResultAndChild_areOneCommit", TransactionalStories::oneCommit),
        Named.of("handlerThatWantsItsOwn_getsTheStepsOne", TransactionalStories::ownTransaction),
        Named.of("exception_leavesNothing", stage -> stage.leavesNothing("throw_once")),
        Named.of("checkedOne_leavesNothing", stage -> stage.leavesNothing("throw_checked_once")),
        Named.of("markForRollback_leavesNothing", stage -> stage.leavesNothing("mark_once")),
        Named.of("permanentFailure_leavesNothing", TransactionalStories::permanentFailure),
        Named.of("commitRefused_isAFailure", stage -> stage.cannotCommit("refused_by_commit")),
        Named.of("failureSwallowed_isAFailure", stage -> stage.cannotCommit("break")),
        Named.of("cancelledMeanwhile_rollsBack", TransactionalStories::cancelled),
        Named.of("claimLostMeanwhile_rollsBack", TransactionalStories::claimLost),
        Named.of("lateReturn_rollsBack", TransactionalStories::timedOut),
        Named.of("taskStartedInside_runsAfterTheCommit", TransactionalStories::taskStarted),
        Named.of("taskStartedInAFailure_neverIs", TransactionalStories::taskNotStarted),
        Named.of("delayedTaskStartedInside_isOnTime", TransactionalStories::delayedTask),
        Named.of("asynchronousHandler_isRefused", TransactionalStories::asynchronous),
        Named.of("transactionLeftOpen_isRolledBack", TransactionalStories::leftOpen),
        // The last one, as the server's pool may hand the broken connection out once more.
        Named.of("cutInCommit_leavesNothing", TransactionalStories::cutInCommit));
  }

  private void oneCommit() {
    String task = tasker.start("ledger", Map.of("a", List.of("jpa")));
    ledger.await(task, "complete");
    assertThat(ledger.entries(task)).containsExactly("a 1 jdbc", "a 1 jpa", "b 1 jdbc");
    assertThat(ledger.transactionsOf(task, "a")).hasSize(1);
    assertThat(ledger.transactionsOf(task, "b"))
        .hasSize(1)
        .isNotEqualTo(ledger.transactionsOf(task, "a"));
  }

  private void ownTransaction() {
    String task = tasker.start("ledger_own", Map.of());
    ledger.await(task, "complete");
    assertThat(ledger.entries(task)).containsExactly("a 2 own", "b 1 jdbc");
    assertThat(ledger.transactionsOf(task, "a")).hasSize(1);
  }

  private void leavesNothing(String act) {
    String task = tasker.start("ledger", Map.of("a", List.of("jpa", act)));
    ledger.await(task, "complete");
    assertThat(ledger.entries(task)).containsExactly(AT_LAST, "a 2 jpa", "b 1 jdbc");
  }

  private void cutInCommit() {
    String task = tasker.start("ledger", Map.of("a", List.of("jpa", "die_in_commit_once")));
    ledger.await(task, "complete");
    String attempt = String.valueOf(tasker.step(task, "a").get("attempts"));
    assertThat(attempt).isNotEqualTo("1");
    assertThat(ledger.entries(task))
        .containsSequence("a " + attempt + " jdbc", "a " + attempt + " jpa")
        .hasSize(3);
  }

  private void permanentFailure() {
    String task = tasker.start("ledger", Map.of("b", List.of("fail")));
    ledger.await(task, "error");
    assertThat(ledger.entries(task)).containsExactly("a 1 jdbc");
    assertThat(error(task, "b")).contains("account is closed");
  }

  private void cannotCommit(String act) {
    String task = tasker.start("ledger", Map.of("a", List.of(act)));
    ledger.await(task, "error");
    assertThat(ledger.entries(task)).isEmpty();
    assertThat(tasker.step(task, "a")).containsEntry("attempts", 3L);
    assertThat(error(task, "a")).contains("transaction_rolled_back");
  }

  private void cancelled() {
    String task = tasker.start("ledger", Map.of("a", List.of("hold_once")));
    ledger.awaitBegin(task);
    assertThat(tasker.cancel(task).status()).isEqualTo(200);
    awaitRefusal(task);
    assertThat(ledger.entries(task)).isEmpty();
    assertThat(tasker.states(task)).containsEntry("a", "cancelled").containsEntry("b", "cancelled");
  }

  private void claimLost() {
    String task = tasker.start("ledger", Map.of("a", List.of("hold_once")));
    ledger.awaitBegin(task);
    ledger.ask(
        """
        select word from workflow_step s, give_back_claims(array[s.task_id], array[s.step_no],
          array[s.claim_token], s.node_id, 'tester', 'to see what happens', false, 3)
        where s.task_id = '%s' and s.step_no = 0
        """
            .formatted(task));
    ledger.await(task, "complete");
    awaitRefusal(task);
    assertThat(ledger.entries(task)).containsExactly(AT_LAST, "b 1 jdbc");
  }

  private void timedOut() {
    String task = tasker.start("ledger_timeout", Map.of("a", List.of("hold_once")));
    ledger.await(task, "complete");
    // One that begins later and holds as long: when it has returned, the first one has, too.
    String after = tasker.start("ledger", Map.of("a", List.of("hold_once")));
    ledger.await(after, "complete");
    assertThat(ledger.entries(task)).containsExactly(AT_LAST, "b 1 jdbc");
    assertThat(tasker.transitions(task))
        .anySatisfy(row -> assertThat(String.valueOf(row.get("error"))).contains("300 ms"));
  }

  private void taskStarted() {
    String task = tasker.start("ledger", Map.of("a", List.of("throw_once", "start")));
    ledger.await(task, "complete");
    assertThat(startedBy(task)).containsExactly(task + "/2");
    String started = started(task);
    ledger.await(started, "complete");
    assertThat(tasker.task(started)).containsEntry("reason", task + "/2");
    assertThat(
            Duration.between(
                time(tasker.step(task, "a"), "completed_at"),
                time(tasker.task(started), "started_at")))
        .as("from the caller's commit to the start")
        .isLessThan(Duration.ofSeconds(1));
  }

  private void taskNotStarted() {
    String task = tasker.start("ledger", Map.of("a", List.of("start", "fail")));
    ledger.await(task, "error");
    assertThat(startedBy(task)).isEmpty();
  }

  private void delayedTask() {
    String task = tasker.start("ledger", Map.of("a", List.of("start_later")));
    ledger.await(task, "complete");
    String started = started(task);
    ledger.await(started, "complete");
    Map<String, Object> ended = tasker.task(started);
    assertThat(Duration.between(time(ended, "run_at"), time(ended, "started_at")))
        .isBetween(Duration.ZERO, Duration.ofSeconds(1));
  }

  private void asynchronous() {
    Answer answer = tasker.post(TaskerClient.request("ledger_later", Map.of(), Map.of()), Map.of());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(String.valueOf(tasker.at("/tasker/registries").body()))
        .contains("ledger.later", "implement StepHandler instead");
  }

  /** By a handler that is not transactional; no other step follows that would end it. */
  private void leftOpen() {
    String task = tasker.start("ledger_forgetful", Map.of());
    ledger.await(task, "complete");
    assertThat(ledger.entries(task)).isEmpty();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(
                        ledger.ask(
                            "select query from pg_stat_activity where datname = current_database()"
                                + " and state = 'idle in transaction' and query like '%ledger%'"))
                    .isEmpty());
  }

  private List<String> startedBy(String task) {
    return ledger.ask("select reason from task where reason like '" + task + "/%'");
  }

  @SuppressWarnings("unchecked") // As the API says.
  private String started(String task) {
    var results = (Map<String, Object>) tasker.step(task, "a").get("results");
    return (String) results.get("started");
  }

  private String error(String task, String step) {
    return String.valueOf(tasker.step(task, step).get("error"));
  }

  private static Instant time(Map<String, Object> document, String member) {
    return Instant.parse((String) document.get(member));
  }

  private void awaitRefusal(String task) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        ledger.ask("select reason from transition where task_id = '" + task + "'"))
                    .contains("late result refused"));
  }
}
