package dev.tasker.tool.jumping;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A clock in the place of the engine's that jumps every few seconds, far ahead and far back. */
@Alternative
@Priority(1)
@ApplicationScoped
public class JumpingClock {

  private static final long STAY_MS = 3_000;

  private static final List<Duration> OFFSETS =
      List.of(
          Duration.ofDays(3),
          Duration.ofSeconds(-20),
          Duration.ZERO,
          Duration.ofDays(-400),
          Duration.ofMinutes(5));

  @Produces
  @Dependent
  Clock clock() {
    return new Jumping(ZoneOffset.UTC);
  }

  private static final class Jumping extends Clock {

    private final ZoneId zone;

    Jumping(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Jumping(other);
    }

    @Override
    public Instant instant() {
      Instant now = Clock.systemUTC().instant();
      int stay = (int) (now.toEpochMilli() / STAY_MS % OFFSETS.size());
      return now.plus(OFFSETS.get(stay));
    }
  }
}
