package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether an answer of the database got lost, so that this node may hold claims that it does not
 * know of. A doubt lasts for the time of a lease: a statement whose connection broke may still run
 * in the database, behind a lock, and be committed later. Thread-safe.
 */
@ApplicationScoped
class Doubts {

  private final AtomicBoolean raised = new AtomicBoolean();
  private OptionalLong lastUntil = OptionalLong.empty();

  @Inject private EngineConfig config;
  @Inject private OutcomeQueue queue;

  /** An answer got lost: the engine's loop is to ask what the node holds. */
  synchronized void raise() {
    lastUntil = OptionalLong.of(System.nanoTime() + config.lease().toNanos());
    ask();
  }

  /** With each heartbeat: asks again while a doubt lasts, and once when it ends. */
  synchronized void remind() {
    if (lastUntil.isEmpty()) {
      return;
    }
    if (System.nanoTime() - lastUntil.getAsLong() > 0) {
      lastUntil = OptionalLong.empty();
    }
    ask();
  }

  /** Whether it may be that this node holds claims that it does not know of yet. */
  synchronized boolean remain() {
    return raised.get() || lastUntil.isPresent();
  }

  private void ask() {
    if (raised.compareAndSet(false, true)) {
      queue.wake();
    }
  }

  /** Whether there was a doubt; there is none any more. */
  boolean settle() {
    return raised.compareAndSet(true, false);
  }
}
