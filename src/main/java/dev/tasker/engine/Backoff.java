package dev.tasker.engine;

import dev.tasker.template.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a step waits after a failed attempt: {@code base_delay * multiplier^(n-1)} after the
 * n-th, at most {@code max_delay}, spread evenly over ±{@code jitter} of that and cut at {@code
 * max_delay} again, so that steps that failed together do not come back together. A time that the
 * other server asked for replaces it, up to {@code max_retry_after}.
 */
final class Backoff {

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait before the next attempt.
   *
   * @param failures how many attempts have failed, this one included; at least 1
   * @param retryAfter what the other server asked for
   */
  Duration after(int failures, RetryPolicy policy, Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) {
      return shorter(retryAfter.get(), policy.maxRetryAfter());
    }
    double cap = policy.maxDelay().toNanos();
    double wait =
        Math.min(cap, policy.baseDelay().toNanos() * Math.pow(policy.multiplier(), failures - 1));
    double spread = 1 + policy.jitter() * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) Math.min(cap, wait * spread));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
