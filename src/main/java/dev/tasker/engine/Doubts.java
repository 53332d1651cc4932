package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether an answer of the database got lost, so that this node may hold claims that it does not
 * know of. Thread-safe.
 */
@ApplicationScoped
class Doubts {

  private final AtomicBoolean raised = new AtomicBoolean();

  @Inject private OutcomeQueue queue;

  /** An answer got lost: the engine's loop is to ask what the node holds. */
  void raise() {
    if (raised.compareAndSet(false, true)) {
      queue.wake();
    }
  }

  /** Whether there was a doubt; there is none any more. */
  boolean settle() {
    return raised.compareAndSet(true, false);
  }
}
