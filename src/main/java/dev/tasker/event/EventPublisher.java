package dev.tasker.event;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.WorkflowEvent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Tells observers and listeners of events. Changes come from their reader, one after the other, and
 * are told on its thread; what the engine notices is handed over, so that no thread of the engine
 * ever runs an observer. Thread-safe.
 */
@ApplicationScoped
public class EventPublisher {

  private static final Logger LOG = System.getLogger(EventPublisher.class.getName());

  @Inject private BeanManager manager;
  @Inject private EventExecutors executors;
  @Inject private EventConfig config;
  @Inject private Clock clock;

  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private Observers observers;
  private Queue<WorkflowEvent> notices;
  private Turn turn;
  private Duration slowAfter = Duration.ZERO;

  @PostConstruct
  void prepare() {
    slowAfter = config.slowAfter();
    notices = new ArrayBlockingQueue<>(config.queue());
    turn = new Turn(executors.events(), this::tellNotices);
    observers = new Observers(manager, executors.events(), config.queue(), this::timed);
  }

  /** Tells that listener, too, from now on. */
  public void register(EventListener listener) {
    listeners.add(listener);
  }

  /** Tells that listener no longer. */
  public void unregister(EventListener listener) {
    listeners.remove(listener);
  }

  /** Whether anybody wants events of that type and name. */
  public boolean wants(Class<? extends WorkflowEvent> type, String name) {
    return observers.observe(type) || listeners.stream().anyMatch(it -> it.wants(name));
  }

  /** Whether anybody wants any event that tells of a committed change. */
  public boolean wantsChanges() {
    return observers.observe(CustomEvent.class)
        || EventTypes.OF_THE_ENGINE.stream()
            .filter(EventTypes::tellsOfAChange)
            .anyMatch(observers::observe)
        || observers.observe(EngineEvent.TaskBlocked.class)
        || listeners.stream().anyMatch(EventListener::wantsChanges);
  }

  /** Tells everybody who wants it, on this thread; nothing that they throw comes back. */
  public void publish(WorkflowEvent event) {
    observers.tell(event);
    String name = event.name();
    for (EventListener listener : listeners) {
      if (listener.wants(name)) {
        try {
          listener.on(event);
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, listener.title() + " failed at " + name + ".", e);
        }
      }
    }
  }

  /**
   * Hands over an event that the engine noticed, to be told soon on another thread; if too many
   * wait, it is dropped and counted. It is not even made if nobody wants it.
   */
  public <T extends WorkflowEvent> void announce(
      Class<T> type, String name, Supplier<? extends T> event) {
    if (!wants(type, name)) {
      return;
    }
    if (notices.offer(event.get())) {
      turn.ask();
    } else if (dropped.getAndIncrement() == 0) {
      LOG.log(Level.WARNING, "Observers are too slow; events of the engine are dropped.");
    }
  }

  /** How many events of the engine were dropped, because observers were too slow. */
  public long dropped() {
    return dropped.get();
  }

  /** The figures of the observers, by class. */
  public Map<String, CallStatistics> statistics() {
    return observers.statistics();
  }

  /** A call of an observer or a subscriber took that long. */
  public void timed(String title, long nanos) {
    if (nanos < slowAfter.toNanos()) {
      return;
    }
    LOG.log(Level.WARNING, "{0} took {1} ms.", title, nanos / 1_000_000);
    announce(
        EngineEvent.SlowOperation.class,
        "observability.slow_operation",
        () -> new EngineEvent.SlowOperation(clock.instant(), title, Duration.ofNanos(nanos)));
  }

  private void tellNotices() {
    for (WorkflowEvent event = notices.poll(); event != null; event = notices.poll()) {
      publish(event);
    }
  }
}
