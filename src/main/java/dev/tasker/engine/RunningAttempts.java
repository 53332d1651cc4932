package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The attempts that this node holds, from the claim until the outcome is committed or refused.
 * Thread-safe.
 */
@ApplicationScoped
class RunningAttempts {

  private final Map<StepKey, Attempt> attempts = new ConcurrentHashMap<>();
  private volatile boolean awaited;

  /**
   * Adds an attempt; in the place of one that had lost its claim.
   *
   * @return false if the same claim is held already: someone else has seen it first and runs it
   */
  boolean add(Attempt attempt) {
    long token = attempt.claim().token();
    return attempts.compute(
            attempt.claim().key(),
            (key, known) -> known != null && known.claim().token() == token ? known : attempt)
        == attempt;
  }

  /** Removes an attempt, unless the step has been claimed anew meanwhile. */
  void remove(Attempt attempt) {
    attempts.remove(attempt.claim().key(), attempt);
    if (awaited && attempts.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Waits until there is none; false if that takes longer than the given time. */
  synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    awaited = true;
    long end = System.nanoTime() + limit.toNanos();
    while (!attempts.isEmpty()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  Optional<Attempt> find(StepKey key) {
    return Optional.ofNullable(attempts.get(key));
  }

  List<Attempt> of(UUID taskId) {
    return attempts.values().stream()
        .filter(attempt -> attempt.claim().taskId().equals(taskId))
        .toList();
  }

  Collection<Attempt> all() {
    return List.copyOf(attempts.values());
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  int size() {
    return attempts.size();
  }
}
