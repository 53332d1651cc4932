package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.template.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final RetryPolicy STEADY =
      new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0, Duration.ofMinutes(1));

  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());

  @Test
  void wait_doublesWithEachFailureUpToTheCap() {
    assertThat(waits(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(waits(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(waits(5)).isEqualTo(Duration.ofSeconds(16));
    assertThat(waits(6)).isEqualTo(Duration.ofSeconds(30));
    assertThat(waits(10_000)).isEqualTo(Duration.ofSeconds(30));
  }

  private Duration waits(int failures) {
    return backoff.after(failures, STEADY, Optional.empty());
  }

  @Test
  void retryAfter_replacesTheWait_upToItsOwnCap() {
    assertThat(backoff.after(1, STEADY, Optional.of(Duration.ofSeconds(40))))
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(backoff.after(9, STEADY, Optional.of(Duration.ZERO))).isEqualTo(Duration.ZERO);
    assertThat(backoff.after(1, STEADY, Optional.of(Duration.ofDays(1))))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Property(tries = 500)
  void jitter_staysWithinItsShareAndTheCap(
      @ForAll @IntRange(min = 1, max = 50) int failures,
      @ForAll @LongRange(min = 1, max = 100_000) long baseMs,
      @ForAll @DoubleRange(min = 1, max = 5) double multiplier,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll @LongRange(min = 1, max = 1_000_000) long maxMs) {
    var policy =
        new RetryPolicy(
            Duration.ofMillis(baseMs),
            multiplier,
            Duration.ofMillis(maxMs),
            jitter,
            Duration.ofHours(1));
    double plain = Math.min(maxMs, baseMs * Math.pow(multiplier, failures - 1)) * 1e6;
    double wait = backoff.after(failures, policy, Optional.empty()).toNanos();
    assertThat(wait)
        .isBetween(plain * (1 - jitter) - 1, Math.min(maxMs * 1e6, plain * (1 + jitter)) + 1);
  }
}
