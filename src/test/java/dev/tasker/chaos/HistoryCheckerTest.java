package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.chaos.History.Change;
import dev.tasker.chaos.History.Step;
import dev.tasker.chaos.History.Task;
import dev.tasker.chaos.History.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is broken in a good history, the checker finds it. */
class HistoryCheckerTest {

  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");
  private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
  private static final Wait WAIT = new Wait(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));

  private final Set<UUID> accepted = new java.util.HashSet<>(Set.of(TASK));
  private final List<Task> tasks = new ArrayList<>(List.of(new Task(TASK, "complete", 0)));
  private final List<Step> steps =
      new ArrayList<>(List.of(step(0, "a", "complete", 3), step(1, "b", "complete", 1, "a")));
  private final Map<String, Integer> calls = new HashMap<>(Map.of(TASK + "/a", 2, TASK + "/b", 1));

  /** "a" fails once, loses its node once, and succeeds; a late result of it comes at the end. */
  private final List<Change> changes =
      new ArrayList<>(
          List.of(
              change(0, "pending", "in_progress", 0),
              change(0, "in_progress", "error", 1),
              change(0, "error", "pending", 3),
              change(0, "pending", "in_progress", 3),
              change(0, "in_progress", "pending", 8),
              change(0, "pending", "in_progress", 9),
              change(0, "in_progress", "complete", 10),
              change(1, "pending", "in_progress", 10),
              change(0, "complete", "complete", 11),
              change(1, "in_progress", "complete", 12)));

  @Test
  void goodHistory_breaksNoPromise() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void acceptedTaskThatIsNotStored_isFound() {
    accepted.add(UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300001"));
    assertThat(violations()).singleElement().asString().startsWith("lost");
  }

  @Test
  void taskWithoutAnEnd_isFound() {
    tasks.set(0, new Task(TASK, "in_progress", 0));
    assertThat(violations()).anyMatch(words -> words.startsWith("hangs"));
  }

  @Test
  void wrongCounter_isFound() {
    tasks.set(0, new Task(TASK, "complete", 1));
    assertThat(violations()).singleElement().asString().startsWith("counter");
  }

  @Test
  void taskThatEndedTooEarly_isFound() {
    steps.set(1, step(1, "b", "error", 1, "a"));
    assertThat(violations()).anyMatch(words -> words.startsWith("end"));
  }

  @Test
  void childBeforeItsParent_isFound() {
    changes.add(0, changes.remove(7));
    assertThat(violations()).singleElement().asString().startsWith("order");
  }

  @Test
  void successThatCountsTwice_isFound() {
    changes.add(7, change(0, "in_progress", "complete", 10));
    assertThat(violations()).anyMatch(words -> words.startsWith("twice"));
  }

  @Test
  void lateResultThatChangedSomething_isFound() {
    changes.set(8, change(0, "complete", "error", 11));
    assertThat(violations()).anyMatch(words -> words.startsWith("gap"));
  }

  @Test
  void changeThatIsNotOnRecord_isFound() {
    changes.remove(4);
    assertThat(violations()).anyMatch(words -> words.startsWith("gap"));
  }

  @Test
  void attemptBeyondTheLimit_isFound() {
    steps.set(0, new Step(TASK, 0, "a", Set.of(), "complete", 3, 0, 2, WAIT));
    assertThat(violations()).singleElement().asString().startsWith("limit");
  }

  @Test
  void attemptThatIsNotCounted_isFound() {
    steps.set(0, step(0, "a", "complete", 2));
    assertThat(violations()).singleElement().asString().startsWith("attempts");
  }

  @Test
  void retryBeforeItsTime_isFound() {
    changes.set(1, change(0, "in_progress", "error", 2.5));
    assertThat(violations()).singleElement().asString().startsWith("early");
  }

  @Test
  void failureThatWasNotTheStepsFault_doesNotLengthenTheNextWait() {
    Instant failed = START.plusMillis(1000);
    changes.set(1, new Change(TASK, 0, 1, "in_progress", "error", "engine", "", true, failed));
    changes.set(4, change(0, "in_progress", "error", 4));
    changes.set(5, change(0, "error", "pending", 5.1));
    changes.add(6, change(0, "pending", "in_progress", 5.1));
    assertThat(violations()).isEmpty();
  }

  @Test
  void workWithoutAnAttempt_isFound() {
    calls.put(TASK + "/b", 2);
    assertThat(violations()).singleElement().asString().startsWith("unrecorded");
  }

  @Test
  void successWithoutWork_isFound() {
    calls.remove(TASK + "/b");
    assertThat(violations()).singleElement().asString().startsWith("invented");
  }

  @Test
  void repairByTheAuditor_isFound() {
    Change taken = changes.get(4);
    changes.set(
        4,
        new Change(
            TASK,
            0,
            2,
            taken.from(),
            taken.to(),
            "auditor",
            "its node is gone",
            false,
            taken.at()));
    assertThat(violations()).singleElement().asString().startsWith("repair");
  }

  @Test
  void claimThatItsNodeLostSightOf_isFound() {
    Change taken = changes.get(4);
    String reason = "its node had lost sight of it";
    changes.set(
        4, new Change(TASK, 0, 2, taken.from(), taken.to(), "engine", reason, false, taken.at()));
    assertThat(violations()).singleElement().asString().startsWith("repair");
  }

  @Test
  void retryByAnOperator_needNotWait() {
    changes.set(
        2,
        new Change(
            TASK, 0, 1, "error", "pending", "api", "at once", false, START.plusMillis(1100)));
    changes.set(3, change(0, "pending", "in_progress", 1.2));
    assertThat(violations()).isEmpty();
  }

  private List<String> violations() {
    return HistoryChecker.violations(new History(accepted, tasks, steps, changes, calls));
  }

  private static Step step(int number, String name, String state, int attempts, String... parents) {
    return new Step(
        TASK, number, name, Set.of(parents), state, attempts, number == 0 ? 1 : 0, 3, WAIT);
  }

  private static Change change(int step, String from, String to, double second) {
    Instant at = START.plusMillis((long) (second * 1000));
    return new Change(TASK, step, 1, from, to, "engine", "", false, at);
  }
}
