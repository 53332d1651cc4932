package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.chaos.Act.Wish;
import dev.tasker.chaos.AnswerChecker.Started;
import dev.tasker.chaos.History.Change;
import dev.tasker.chaos.History.Step;
import dev.tasker.chaos.History.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answer is wrong, the checker finds it. */
class AnswerCheckerTest {

  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");
  private static final UUID OTHER = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300001");
  private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");

  private final List<Task> tasks = new ArrayList<>(List.of(new Task(TASK, "cancelled", 0)));
  private final List<Step> steps = new ArrayList<>(List.of(step("a", "cancelled")));
  private final List<Change> changes =
      new ArrayList<>(List.of(change("retry-1"), change("resolve-1")));
  private final List<Act> acts =
      new ArrayList<>(
          List.of(
              new Act(TASK, "", Wish.RETRY, "retry-1", 200),
              new Act(TASK, "a", Wish.RESOLVE, "resolve-1", 200),
              new Act(TASK, "", Wish.CANCEL_TASK, "cancel-1", 200),
              new Act(TASK, "a", Wish.CANCEL_STEP, "cancel-2", 200),
              new Act(TASK, "a", Wish.CHANGE, "change-1", 200),
              new Act(TASK, "", Wish.RETRY, "retry-2", 409),
              new Act(TASK, "", Wish.RETRY, "retry-3", 503),
              new Act(TASK, "", Wish.RETRY, "retry-4", 0)));

  @Test
  void rightAnswers_breakNoPromise() {
    assertThat(ofOperators()).isEmpty();
    assertThat(AnswerChecker.ofClients(List.of(new Started("k", TASK)), Map.of("k", TASK)))
        .isEmpty();
  }

  @Test
  void unansweredActThatWasDone_isRight() {
    changes.add(change("retry-3"));
    changes.add(change("retry-4"));
    assertThat(ofOperators()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void actThatSucceededAndIsNotOnRecord_isFound(int act) {
    changes.remove(act);
    assertThat(ofOperators()).singleElement().asString().startsWith("forgotten");
  }

  @Test
  void cancelledTaskThatGoesOn_isFound() {
    tasks.set(0, new Task(TASK, "complete", 0));
    assertThat(ofOperators()).singleElement().asString().startsWith("forgotten");
  }

  @Test
  void cancelledStepThatGoesOn_isFound() {
    steps.set(0, step("a", "complete"));
    assertThat(ofOperators()).singleElement().asString().startsWith("forgotten");
  }

  @Test
  void refusedActThatWasDone_isFound() {
    changes.add(change("retry-2"));
    assertThat(ofOperators()).singleElement().asString().startsWith("refused");
  }

  @Test
  void keyThatStartedTwoTasks_isFound() {
    List<Started> stored = List.of(new Started("k", TASK), new Started("k", OTHER));
    assertThat(AnswerChecker.ofClients(stored, Map.of("k", TASK)))
        .singleElement()
        .asString()
        .startsWith("doubled");
  }

  @Test
  void clientThatWasToldOfAnotherTask_isFound() {
    assertThat(AnswerChecker.ofClients(List.of(new Started("k", TASK)), Map.of("k", OTHER)))
        .singleElement()
        .asString()
        .startsWith("mixed up");
  }

  private List<String> ofOperators() {
    return AnswerChecker.ofOperators(new History(Set.of(), tasks, steps, changes, Map.of()), acts);
  }

  private static Step step(String name, String state) {
    var wait = new History.Wait(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));
    return new Step(TASK, 0, name, Set.of(), state, 1, 0, 3, wait);
  }

  private static Change change(String reason) {
    return new Change(TASK, 0, 1, "error", "pending", "api", reason, false, START);
  }
}
