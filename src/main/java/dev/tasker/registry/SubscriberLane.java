package dev.tasker.registry;

import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.event.CallStatistics;
import dev.tasker.event.EventListener;
import dev.tasker.event.EventTypes;
import dev.tasker.event.Turn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Tells one subscriber its events, one after the other, apart from all others: one that is slow or
 * throws harms nobody else. Thread-safe.
 */
final class SubscriberLane implements EventListener {

  private static final Logger LOG = System.getLogger(SubscriberLane.class.getName());

  private final String title;
  private final Map<String, Method> methods;
  private final Supplier<?> subscriber;
  private final BlockingQueue<WorkflowEvent> queue;
  private final ObjLongConsumer<String> timing;
  private final CallStatistics statistics = new CallStatistics();
  private final Turn turn;
  private final boolean wantsChanges;

  SubscriberLane(
      String title,
      Map<String, Method> methods,
      Supplier<?> subscriber,
      int capacity,
      Executor executor,
      ObjLongConsumer<String> timing) {
    this.title = title;
    this.methods = Map.copyOf(methods);
    this.subscriber = subscriber;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.timing = timing;
    this.turn = new Turn(executor, this::work);
    this.wantsChanges =
        methods.keySet().stream().anyMatch(name -> EventTypes.isToldOfChanges(name));
  }

  CallStatistics statistics() {
    return statistics;
  }

  @Override
  public String title() {
    return "The subscriber " + title;
  }

  @Override
  public boolean wants(String eventName) {
    return methods.containsKey(eventName);
  }

  @Override
  public boolean wantsChanges() {
    return wantsChanges;
  }

  @Override
  public void on(WorkflowEvent event) {
    if (queue.offer(event)) {
      turn.ask();
      return;
    }
    statistics.dropped();
    if (statistics.figures().dropped() == 1) {
      LOG.log(
          Level.WARNING,
          "The subscriber {0} is slower than its events come; what it cannot take is dropped. Let it"
              + " hand work over, or raise tasker.events.queue.",
          title);
    }
  }

  private void work() {
    for (WorkflowEvent event = queue.poll(); event != null; event = queue.poll()) {
      tell(event);
    }
  }

  private void tell(WorkflowEvent event) {
    Method method = methods.get(event.name());
    if (method == null) {
      return;
    }
    long begun = System.nanoTime();
    boolean failed = true;
    try {
      method.invoke(subscriber.get(), event);
      failed = false;
    } catch (InvocationTargetException e) {
      complain(event, e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException | RuntimeException e) {
      complain(event, e);
    } finally {
      long took = System.nanoTime() - begun;
      statistics.called(took, failed);
      if (!event.name().equals("observability.slow_operation")) {
        timing.accept("subscriber " + title, took);
      }
    }
  }

  private void complain(WorkflowEvent event, Throwable thrown) {
    String message =
        "The subscriber " + title + " failed at " + event.name() + "; no task is changed by that.";
    LOG.log(Level.WARNING, message, thrown);
  }
}
