package dev.tasker.template;

import java.time.Duration;

/**
 * How long to wait between the attempts of a step.
 *
 * @param baseDelay the wait after the first failed attempt
 * @param multiplier by how much each further wait is longer; at least 1
 * @param maxDelay no wait is longer
 * @param jitter the share of a wait by which it may be shorter or longer, 0 to 1
 * @param maxRetryAfter no wait that another server asks for is longer
 */
public record RetryPolicy(
    Duration baseDelay,
    double multiplier,
    Duration maxDelay,
    double jitter,
    Duration maxRetryAfter) {

  /** 1 s, doubled each time, at most 30 s, ±10 %, Retry-After at most 1 h. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0.1, Duration.ofHours(1));
}
