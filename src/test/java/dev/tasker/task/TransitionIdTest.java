package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TransitionIdTest {

  @Test
  void id_holdsTheMillisecondsAndTheNumber() {
    assertThat(new TransitionId(Instant.ofEpochMilli(0x0197_c2a0_5b7eL), 0x2a).toUuid())
        .hasToString("0197c2a0-5b7e-7000-8000-00000000002a");
  }

  @Property
  void anyId_isAUuidOfVersion7ThatSortsByTimeAndNumber(
      @ForAll @LongRange(max = (1L << 47) - 1) long millis,
      @ForAll @LongRange(max = (1L << 62) - 2) long number) {
    UUID id = new TransitionId(Instant.ofEpochMilli(millis), number).toUuid();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    assertThat(id.toString())
        .isLessThan(new TransitionId(Instant.ofEpochMilli(millis), number + 1).toUuid().toString());
    assertThat(id.toString())
        .isLessThan(new TransitionId(Instant.ofEpochMilli(millis + 1), 0).toUuid().toString());
  }

  @Test
  void numberOrTimeThatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> new TransitionId(Instant.EPOCH, 1L << 62))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TransitionId(Instant.EPOCH, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TransitionId(Instant.EPOCH.minusSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
