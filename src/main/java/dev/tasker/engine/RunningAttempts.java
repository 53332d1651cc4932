package dev.tasker.engine;

import dev.tasker.engine.StepClaims.Claimed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The attempts that this node holds, from the claim until the outcome is committed or refused.
 * Thread-safe.
 */
@ApplicationScoped
class RunningAttempts {

  /** More answers are not outstanding at a time. */
  private static final int REMEMBERED = 10_000;

  private final Map<StepKey, Attempt> attempts = new ConcurrentHashMap<>();

  /** Tokens of the claims that were taken up last. */
  private final Set<Long> takenUp =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  private volatile boolean awaited;

  /**
   * Adds an attempt; in the place of one that had lost its claim.
   *
   * @return false if the same claim is held already, or was taken up: someone else has seen it
   *     first and runs it, or has run it
   */
  boolean add(Attempt attempt) {
    return !takenUp.contains(attempt.claim().token()) && hold(attempt);
  }

  /**
   * Adds an attempt of a claim of which the database had to be asked. Whoever hears of that claim
   * later, by an answer that was only slow, must not run it, even if it has ended by then.
   *
   * @return false if it is held already
   */
  boolean takeUp(Attempt attempt) {
    takenUp.add(attempt.claim().token());
    return hold(attempt);
  }

  private boolean hold(Attempt attempt) {
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

  /**
   * Which claims of this node it does not know of: neither before the database was asked nor after,
   * as a step may end in between.
   *
   * @param held asks the database what this node holds
   */
  List<Claimed> unknown(Supplier<List<Claimed>> held) {
    Set<Long> before =
        attempts.values().stream()
            .map(attempt -> attempt.claim().token())
            .collect(Collectors.toSet());
    return held.get().stream()
        .filter(step -> !before.contains(step.claim().token()) && !holds(step.claim()))
        .toList();
  }

  private boolean holds(Claim claim) {
    return find(claim.key())
        .filter(attempt -> attempt.claim().token() == claim.token())
        .isPresent();
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
