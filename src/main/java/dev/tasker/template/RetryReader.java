package dev.tasker.template;

/** Reads {@code retry}, of a step or of the root. */
final class RetryReader {

  private static final double LARGEST_MULTIPLIER = 1000;

  private RetryReader() {}

  /** The policy under that key of a map; what it leaves out is as in the other policy. */
  static RetryPolicy read(Keys owner, Problems problems, RetryPolicy otherwise) {
    return owner
        .map("retry")
        .map(map -> read(new Keys(map, owner.path("retry"), problems), otherwise))
        .orElse(otherwise);
  }

  private static RetryPolicy read(Keys keys, RetryPolicy otherwise) {
    var policy =
        new RetryPolicy(
            keys.duration("base_delay").orElse(otherwise.baseDelay()),
            keys.number("multiplier", otherwise.multiplier(), 1, LARGEST_MULTIPLIER),
            keys.duration("max_delay").orElse(otherwise.maxDelay()),
            keys.number("jitter", otherwise.jitter(), 0, 1),
            keys.duration("max_retry_after").orElse(otherwise.maxRetryAfter()));
    keys.refuseOthers();
    return policy;
  }
}
