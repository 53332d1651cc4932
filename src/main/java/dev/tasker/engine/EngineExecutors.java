package dev.tasker.engine;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The threads of the engine, all of them the container's. Of its own definitions, because the
 * default executors of the servers reject or serialise work at sizes that nobody set.
 */
@ManagedExecutorDefinition(
    name = "java:app/concurrent/tasker-steps",
    maxAsync = EngineExecutors.MOST_THREADS)
@ManagedExecutorDefinition(name = "java:app/concurrent/tasker-engine", maxAsync = 8)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/tasker-timing", maxAsync = 2)
@ApplicationScoped
class EngineExecutors {

  /** The definition's size is a constant; the setting {@code tasker.engine.threads} stays below. */
  static final int MOST_THREADS = 256;

  @Resource(lookup = "java:app/concurrent/tasker-steps")
  private ManagedExecutorService steps;

  @Resource(lookup = "java:app/concurrent/tasker-engine")
  private ManagedExecutorService engine;

  @Resource(lookup = "java:app/concurrent/tasker-timing")
  private ManagedScheduledExecutorService timing;

  /** Runs handlers. */
  ManagedExecutorService steps() {
    return steps;
  }

  /** Runs the engine's own loops, each of which holds a thread for as long as the engine runs. */
  ManagedExecutorService engine() {
    return engine;
  }

  /** Ends attempts that take too long. */
  ManagedScheduledExecutorService timing() {
    return timing;
  }
}
