package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid7Test {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private final Uuid7 ids = new Uuid7(Clock.fixed(AT, ZoneOffset.UTC));

  @Test
  void id_isOfVersion7AndHoldsItsTime() {
    UUID id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(AT.toEpochMilli());
  }

  @Test
  void lowest20Bits_areZero() {
    assertThat(ids.next().getLeastSignificantBits() & 0xFFFFF).isZero();
  }

  @Test
  void standingClock_stillGivesGrowingIds() {
    var made = new ArrayList<String>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next().toString());
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }
}
