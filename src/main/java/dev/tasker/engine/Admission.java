package dev.tasker.engine;

import dev.tasker.api.task.EngineBusyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets new tasks in while the queue is not full. How many steps wait is counted with each
 * heartbeat; what this node adds in between is counted here. Thread-safe.
 */
@ApplicationScoped
class Admission {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private EngineNotices notices;

  private final AtomicInteger waiting = new AtomicInteger();

  /** The queue was counted. */
  void counted(int steps) {
    waiting.set(steps);
  }

  /** This node has put steps into the queue. */
  void queued(int steps) {
    waiting.addAndGet(steps);
  }

  /**
   * Lets a task in.
   *
   * @throws EngineBusyException if there is no room for it now
   */
  void check() {
    if (!identity.isJoined()) {
      throw new EngineBusyException(
          "The engine is starting or stopping and takes no tasks now.", RETRY_AFTER);
    }
    if (waiting.get() >= config.maxWaiting()) {
      String detail =
          "%d steps wait to run, as many as tasker.engine.max-waiting allows."
              .formatted(waiting.get());
      notices.atCapacity(detail);
      throw new EngineBusyException(detail + " Try again later.", RETRY_AFTER);
    }
  }
}
