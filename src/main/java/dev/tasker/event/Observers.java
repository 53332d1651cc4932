package dev.tasker.event;

import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.WorkflowEvent;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The CDI observers of the application. Each is called by itself, so that one that throws does not
 * keep the others from being told. Thread-safe.
 */
final class Observers {

  private static final Logger LOG = System.getLogger(Observers.class.getName());

  private final BeanManager manager;
  private final Executor executor;
  private final int limit;
  private final Timing timing;
  private final Map<Class<?>, Found> found = new ConcurrentHashMap<>();
  private final Map<String, CallStatistics> statistics = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();

  /** Who observes a type. */
  private record Found(List<ObserverMethod<? super WorkflowEvent>> direct, boolean later) {
    boolean isEmpty() {
      return direct.isEmpty() && !later;
    }
  }

  /** Is told how long a call took. */
  @FunctionalInterface
  interface Timing {
    void took(String title, long nanos);
  }

  Observers(BeanManager manager, Executor executor, int limit, Timing timing) {
    this.manager = manager;
    this.executor = executor;
    this.limit = limit;
    this.timing = timing;
  }

  /** Whether anybody observes events of that type. */
  boolean observe(Class<? extends WorkflowEvent> type) {
    return !found.computeIfAbsent(type, this::look).isEmpty();
  }

  void tell(WorkflowEvent event) {
    Found observers = found.computeIfAbsent(event.getClass(), this::look);
    observers.direct().forEach(observer -> call(observer, event));
    if (observers.later()) {
      fireAsync(event);
    }
  }

  /** The figures of each observing class. */
  Map<String, CallStatistics> statistics() {
    return Map.copyOf(statistics);
  }

  @SuppressWarnings("unchecked") // Whoever observes it takes it.
  private Found look(Class<?> type) {
    WorkflowEvent sample = EventSamples.of(type.asSubclass(WorkflowEvent.class));
    Set<ObserverMethod<? super WorkflowEvent>> all = manager.resolveObserverMethods(sample);
    return new Found(
        all.stream().filter(observer -> !observer.isAsync()).toList(),
        all.stream().anyMatch(ObserverMethod::isAsync));
  }

  private void call(ObserverMethod<? super WorkflowEvent> observer, WorkflowEvent event) {
    String title = observer.getBeanClass().getName();
    long begun = System.nanoTime();
    boolean failed = true;
    try {
      observer.notify(event);
      failed = false;
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The observer "
              + title
              + " failed at "
              + event.name()
              + "; no task is changed by that, and the others are told.",
          e);
    } finally {
      ended(title, begun, failed, event);
    }
  }

  /** Calls observers on threads of their own; events beyond the limit are dropped and counted. */
  private void fireAsync(WorkflowEvent event) {
    CallStatistics figures = statistics("observers on their own threads");
    if (underWay.incrementAndGet() > limit) {
      underWay.decrementAndGet();
      figures.dropped();
      return;
    }
    long begun = System.nanoTime();
    var unused =
        manager
            .getEvent()
            .fireAsync(event, NotificationOptions.ofExecutor(executor))
            .whenComplete(
                (done, thrown) -> {
                  underWay.decrementAndGet();
                  if (thrown != null) {
                    LOG.log(Level.WARNING, "An observer failed at " + event.name() + ".", thrown);
                  }
                  ended("observers on their own threads", begun, thrown != null, event);
                });
  }

  private void ended(String title, long begun, boolean failed, WorkflowEvent event) {
    long took = System.nanoTime() - begun;
    statistics(title).called(took, failed);
    // To tell of a slow call of this kind would only call it again.
    if (!(event instanceof EngineEvent.SlowOperation)) {
      timing.took("observer " + title, took);
    }
  }

  private CallStatistics statistics(String title) {
    return statistics.computeIfAbsent(title, absent -> new CallStatistics());
  }
}
