package dev.tasker.registry;

import dev.tasker.api.event.EventDescription;
import dev.tasker.api.event.Events;
import dev.tasker.api.event.RegistryEvent.Kind;
import dev.tasker.api.event.WorkflowSubscriber;
import dev.tasker.event.CallStatistics;
import dev.tasker.event.EventConfig;
import dev.tasker.event.EventExecutors;
import dev.tasker.event.EventPublisher;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The application's subscribers, found by type; more can be registered while it runs. */
@ApplicationScoped
public class SubscriberRegistry {

  @Inject private BeanManager manager;
  @Inject private EventPublisher publisher;
  @Inject private EventExecutors executors;
  @Inject private EventConfig config;
  @Inject private Events events;
  @Inject private Clock clock;
  @Inject private RegistryLog log;

  private final Map<String, HandlerBean<WorkflowSubscriber>> beans = new ConcurrentHashMap<>();
  private Registry<SubscriberLane> registry;

  @PostConstruct
  void prepare() {
    registry = new Registry<>("subscribers", Kind.SUBSCRIBER, clock, log);
  }

  /** Registers every subscriber bean; one with a mistake is rejected, with what to do. */
  void discover() {
    for (Bean<?> bean : manager.getBeans(WorkflowSubscriber.class, Any.Literal.INSTANCE)) {
      var found = new HandlerBean<>(WorkflowSubscriber.class, bean, manager);
      try {
        register(bean.getBeanClass(), found::reference, false);
        beans.put(bean.getBeanClass().getName(), found);
      } catch (RegistrationRefusedException e) {
        // It is on record and in the log; the other subscribers are no worse for it.
        found.close();
      }
    }
  }

  /**
   * Registers a subscriber from now on.
   *
   * @param replace whether it may take the place of one of its class
   * @throws RegistrationRefusedException if it subscribes to nothing, to what there is not, or its
   *     methods do not fit; says everything that is wrong, and what to do
   */
  public void register(WorkflowSubscriber subscriber, boolean replace) {
    register(subscriber.getClass(), () -> subscriber, replace);
  }

  /** Removes the subscriber of that class; false if there is none. */
  public boolean unregister(String className) {
    registry.find(className).ifPresent(publisher::unregister);
    return registry.unregister(className);
  }

  /** What is registered, and what was refused. */
  public Registry<?> registry() {
    return registry;
  }

  /** The figures of a subscriber's calls; empty ones if there is no such subscriber. */
  CallStatistics.Figures figures(String className) {
    return registry
        .find(className)
        .map(SubscriberLane::statistics)
        .orElseGet(CallStatistics::new)
        .figures();
  }

  @PreDestroy
  void release() {
    beans.values().forEach(HandlerBean::close);
  }

  private void register(Class<?> type, Supplier<?> subscriber, boolean replace) {
    SubscriberRoutes routes =
        SubscriberRoutes.of(type, events.catalog().stream().map(EventDescription::name).toList());
    String id = type.getName();
    if (!routes.faults().isEmpty()) {
      var refusal = refusal(id, routes.faults());
      registry.reject(id, id, refusal);
      throw new RegistrationRefusedException(refusal);
    }
    var lane =
        new SubscriberLane(
            type.getSimpleName(),
            routes.methods(),
            subscriber,
            config.queue(),
            executors.events(),
            publisher::timed);
    var options = Map.<String, Object>of("events", List.copyOf(routes.methods().keySet()));
    var entry = new Registry.Entry<>(id, lane, id, options);
    if (replace) {
      registry.find(id).ifPresent(publisher::unregister);
      registry.replace(entry);
    } else {
      registry.register(entry);
    }
    publisher.register(lane);
  }

  static Refusal refusal(String className, List<String> faults) {
    return new Refusal(
        "%s cannot subscribe: %s.".formatted(className, String.join("; ", faults)),
        "a method on<Event>(event) for each event in @SubscribeTo, and no other such method.",
        "see GET /events for the names, or let `tasker generate subscriber` write the class.");
  }
}
