package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.chaos.History.Step;
import dev.tasker.chaos.History.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happened outside and should not have, the checker finds. */
class WitnessCheckerTest {

  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");
  private static final Wait WAIT = new Wait(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));

  private final Map<String, Integer> firstCalls =
      new HashMap<>(Map.of(TASK + "/a", 1, TASK + "/b", 4));
  private final Map<String, Integer> firstSuccesses =
      new HashMap<>(Map.of(TASK + "/a", 3, TASK + "/b", 5));
  private final List<String> entries = new ArrayList<>(List.of(TASK + "/a"));
  private String stateOfParent = "complete";

  @Test
  void goodRun_breaksNoPromise() {
    assertThat(ofCalls()).isEmpty();
    assertThat(ofEntries()).isEmpty();
  }

  @Test
  void childThatBeganBeforeItsParentSucceeded_isFound() {
    firstCalls.put(TASK + "/b", 2);
    assertThat(ofCalls()).singleElement().asString().startsWith("too early");
  }

  @Test
  void childOfAParentThatNeverSucceeded_isFound() {
    firstSuccesses.remove(TASK + "/a");
    assertThat(ofCalls()).singleElement().asString().startsWith("too early");
  }

  @Test
  void childOfAParentThatWasResolvedByHand_isRight() {
    firstSuccesses.remove(TASK + "/a");
    stateOfParent = "resolved_manually";
    assertThat(ofCalls()).isEmpty();
  }

  @Test
  void entryThatIsMissing_isFound() {
    entries.clear();
    assertThat(ofEntries()).singleElement().asString().startsWith("torn");
  }

  @Test
  void entryThatIsThereTwice_isFound() {
    entries.add(TASK + "/a");
    assertThat(ofEntries()).singleElement().asString().startsWith("torn");
  }

  @Test
  void entryOfAStepThatDidNotSucceed_isFound() {
    stateOfParent = "error";
    assertThat(ofEntries()).singleElement().asString().startsWith("torn");
  }

  private List<String> ofCalls() {
    return WitnessChecker.ofCalls(history(), firstCalls, firstSuccesses);
  }

  private List<String> ofEntries() {
    return WitnessChecker.ofEntries(history(), step -> step.name().equals("a"), entries);
  }

  private History history() {
    var parent = new Step(TASK, 0, "a", Set.of(), stateOfParent, 1, 0, 3, WAIT);
    var child = new Step(TASK, 1, "b", Set.of("a"), "complete", 1, 0, 3, WAIT);
    return new History(Set.of(TASK), List.of(), List.of(parent, child), List.of(), Map.of());
  }
}
