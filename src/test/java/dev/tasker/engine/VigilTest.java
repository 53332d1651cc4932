package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VigilTest {

  private long now = -5_000_000_000L; // the JVM's clock may begin anywhere
  private final Vigil vigil = new Vigil(Duration.ofSeconds(10), () -> now);

  private boolean beatAfter(double seconds) {
    now += (long) (seconds * 1e9);
    return vigil.beat();
  }

  @Test
  void nodeThatHasJustJoined_mayDeclareOthersDead() {
    assertThat(beatAfter(0.1)).isTrue();
  }

  @Test
  void steadyBeats_mayDeclareOthersDead() {
    for (int beat = 0; beat < 20; beat++) {
      assertThat(beatAfter(2)).isTrue();
    }
  }

  @Test
  void afterABreak_theOthersGetTheTimeOfALease() {
    assertThat(beatAfter(60)).isFalse();
    for (int beat = 0; beat < 4; beat++) {
      assertThat(beatAfter(2)).isFalse();
    }
    assertThat(beatAfter(2)).isTrue();
  }

  @Test
  void anotherBreak_beginsAnew() {
    assertThat(beatAfter(6)).isFalse();
    assertThat(beatAfter(4)).isFalse();
    assertThat(beatAfter(5.5)).isFalse();
    assertThat(beatAfter(4.9)).isFalse();
    assertThat(beatAfter(4.9)).isFalse();
    assertThat(beatAfter(0.3)).isTrue();
  }
}
