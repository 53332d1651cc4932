package dev.tasker.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many more attempts this node can take on, for each lane. Work is claimed only against a
 * reservation, so that no node hoards steps that it cannot run. Thread-safe.
 */
final class Capacity {

  private final Map<Lane, AtomicInteger> free = new EnumMap<>(Lane.class);
  private volatile boolean closed;

  Capacity(int threads, int places) {
    free.put(Lane.THREAD, new AtomicInteger(threads));
    free.put(Lane.PLACE, new AtomicInteger(places));
  }

  /** Reserves one; false if none is free. */
  boolean reserve(Lane lane) {
    return reserveUpTo(lane, 1) == 1;
  }

  /** Reserves as many as are free, at most the wanted ones; tells how many. */
  int reserveUpTo(Lane lane, int wanted) {
    if (closed) {
      return 0;
    }
    int taken;
    int had;
    do {
      had = free(lane).get();
      taken = Math.min(wanted, Math.max(0, had));
    } while (taken > 0 && !free(lane).compareAndSet(had, had - taken));
    return taken;
  }

  /** Takes one even if none is free: for claims that this node holds already. */
  void force(Lane lane) {
    free(lane).decrementAndGet();
  }

  /** Gives some back. */
  void release(Lane lane, int count) {
    free(lane).addAndGet(count);
  }

  /** How many could be reserved now. */
  int room(Lane lane) {
    return closed ? 0 : Math.max(0, free(lane).get());
  }

  /** Whether a reservation could succeed. */
  boolean hasRoom() {
    return !closed && (free(Lane.THREAD).get() > 0 || free(Lane.PLACE).get() > 0);
  }

  /** No reservation succeeds any more. */
  void close() {
    closed = true;
  }

  private AtomicInteger free(Lane lane) {
    return Objects.requireNonNull(free.get(lane));
  }
}
