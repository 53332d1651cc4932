package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.chaos.ToldChecker.Committed;
import dev.tasker.chaos.ToldChecker.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a listener was told wrongly, the checker finds it. */
class ToldCheckerTest {

  private static final List<Committed> COMMITTED =
      List.of(
          new Committed(new Message("t", "1"), ""),
          new Committed(new Message("t", "2"), "0"),
          new Committed(new Message("u", "3"), ""),
          new Committed(new Message("t", "4"), "0"),
          new Committed(new Message("t", "5"), "1"));

  private final List<Message> told =
      new ArrayList<>(COMMITTED.stream().map(Committed::message).toList());

  @Test
  void whatWasCommittedInOrder_isRight() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void repetition_isRight() {
    told.addAll(List.copyOf(told));
    told.add(new Message("t", "1"));
    assertThat(violations()).isEmpty();
  }

  @Test
  void otherOrderOfTasks_isRight() {
    told.add(0, told.remove(2));
    assertThat(violations()).isEmpty();
  }

  @Test
  void changeThatWasNotTold_isFound() {
    told.remove(1);
    assertThat(violations()).singleElement().asString().startsWith("untold");
  }

  @Test
  void taskThatWasNotTold_isFound() {
    told.remove(2);
    assertThat(violations()).singleElement().asString().startsWith("untold");
  }

  @Test
  void changeThatWasNotCommitted_isFound() {
    told.add(new Message("t", "6"));
    assertThat(violations()).singleElement().asString().startsWith("rumour");
  }

  @Test
  void changeOfAnUnknownTask_isFound() {
    told.add(new Message("v", "1"));
    assertThat(violations()).singleElement().asString().startsWith("rumour");
  }

  @Test
  void otherOrderOfStepsThatRunSideBySide_isRight() {
    told.add(3, told.remove(4));
    assertThat(violations()).isEmpty();
  }

  @Test
  void wrongOrderWithinAStep_isFound() {
    told.add(1, told.remove(3));
    assertThat(violations()).singleElement().asString().startsWith("disorder");
  }

  @Test
  void stepBeforeItsTask_isFound() {
    told.add(0, told.remove(4));
    assertThat(violations()).singleElement().asString().startsWith("disorder");
  }

  private List<String> violations() {
    return ToldChecker.violations("listener", COMMITTED, told);
  }
}
