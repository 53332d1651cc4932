package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StepIdTest {

  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");

  @Test
  void firstStep_endsInOne() {
    assertThat(new StepId(TASK, 0).toUuid()).hasToString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300001");
  }

  @Test
  void lastStep_fillsTheLowBitsAndNoOther() {
    assertThat(new StepId(TASK, StepId.MAX_STEP_NO).toUuid())
        .hasToString("0197c2a0-5b7e-7cc3-9a41-8f6d2a3fffff");
  }

  @Property
  void anyStep_isFoundAgainByItsId(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(max = StepId.MAX_STEP_NO) int stepNo) {
    UUID task = taskId(high, low);
    UUID id = new StepId(task, stepNo).toUuid();

    assertThat(StepId.of(task, id)).contains(new StepId(task, stepNo));
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id).isGreaterThan(task);
  }

  @Property
  void idOfAnotherTasksStep_isNotFound(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 20, max = 61) int changedBit) {
    UUID task = taskId(high, low);
    UUID other =
        new UUID(task.getMostSignificantBits(), task.getLeastSignificantBits() ^ 1L << changedBit);

    assertThat(StepId.of(task, new StepId(other, 3).toUuid())).isEmpty();
  }

  @Test
  void taskIdItself_isNoStep() {
    assertThat(StepId.of(TASK, TASK)).isEmpty();
  }

  @Test
  void idThatIsNotATasks_isRefused() {
    assertThatThrownBy(() -> new StepId(new StepId(TASK, 0).toUuid(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the id of a task");
  }

  @Test
  void numberBeyondTheLowBits_isRefused() {
    assertThatThrownBy(() -> new StepId(TASK, StepId.MAX_STEP_NO + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StepId(TASK, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static UUID taskId(long high, long low) {
    return new UUID(
        high & ~0xF000L | 0x7000L, low & 0x3FFF_FFFF_FFF0_0000L | 0x8000_0000_0000_0000L);
  }
}
