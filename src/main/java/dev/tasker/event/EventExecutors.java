package dev.tasker.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The threads that tell events, apart from the engine's: however slow an observer or a receiver is,
 * no step waits for it.
 */
@ManagedExecutorDefinition(name = "java:app/concurrent/tasker-events", maxAsync = 32)
@ManagedExecutorDefinition(name = "java:app/concurrent/tasker-delivery", maxAsync = 32)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/tasker-event-timing", maxAsync = 2)
@ApplicationScoped
public class EventExecutors {

  @Resource(lookup = "java:app/concurrent/tasker-events")
  private ManagedExecutorService events;

  @Resource(lookup = "java:app/concurrent/tasker-delivery")
  private ManagedExecutorService delivery;

  @Resource(lookup = "java:app/concurrent/tasker-event-timing")
  private ManagedScheduledExecutorService timing;

  /** Runs observers and subscribers. */
  public ManagedExecutorService events() {
    return events;
  }

  /** Writes to streams and calls webhooks. */
  public ManagedExecutorService delivery() {
    return delivery;
  }

  /** Asks for work at its time; must not do it. */
  public ManagedScheduledExecutorService timing() {
    return timing;
  }
}
