package shop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the first calls of each correlation id fail, so that every task has something to retry. A
 * call without one, by curl for instance, is served at once. Safe for many threads.
 */
final class Outage {

  private static final int REMEMBERED = 10_000;

  private final int failures;

  private final Map<String, Integer> calls =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  Outage(int failures) {
    this.failures = failures;
  }

  /** The answer of a shop that is down, or nothing when it is up for this caller. */
  synchronized Optional<Answer> strike(Call call) {
    int count =
        call.header("X-Correlation-ID").map(id -> calls.merge(id, 1, Integer::sum)).orElse(0);
    if (count == 0 || count > failures) {
      return Optional.empty();
    }
    var down = Answer.error(503, "The shop is stocktaking (call " + count + ").");
    return Optional.of(count == failures ? down.retryAfterSeconds(1) : down);
  }
}
