package dev.tasker.engine;

import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.TaskSubject;
import dev.tasker.engine.OutcomeCommits.Effect;
import dev.tasker.event.EventPublisher;
import dev.tasker.template.TemplateKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the engine tells beside changes of state; it is not even put together if nobody listens. */
@ApplicationScoped
class EngineNotices {

  private static final String READY = "workflow.steps_ready";
  private static final long CAPACITY_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  @Inject private EventPublisher publisher;
  @Inject private Clock clock;

  private final AtomicLong nextCapacity = new AtomicLong(System.nanoTime());

  /** This node has joined the cluster. */
  void joined(int node, String name) {
    publisher.announce(
        EngineEvent.NodeJoined.class,
        "observability.node_joined",
        () -> new EngineEvent.NodeJoined(clock.instant(), node, name));
  }

  /** This node stops, or another one is dead. */
  void left(int node, String how) {
    publisher.announce(
        EngineEvent.NodeLeft.class,
        "observability.node_left",
        () -> new EngineEvent.NodeLeft(clock.instant(), node, how));
  }

  /** New tasks are refused; told once a minute. */
  void atCapacity(String detail) {
    long now = System.nanoTime();
    long next = nextCapacity.get();
    if (now - next >= 0 && nextCapacity.compareAndSet(next, now + CAPACITY_EVERY_NANOS)) {
      publisher.announce(
          EngineEvent.AtCapacity.class,
          "observability.at_capacity",
          () -> new EngineEvent.AtCapacity(clock.instant(), detail));
    }
  }

  /** Outcomes were committed: tells which children wait for no parent any more. */
  void committed(Map<UUID, ActiveTask> tasks, List<Effect> effects) {
    if (!publisher.wants(EngineEvent.StepsReady.class, READY)) {
      return;
    }
    Map<UUID, Set<Integer>> ready = new LinkedHashMap<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Claimed claimed) {
        steps(ready, claimed.claim().taskId()).add(claimed.claim().stepNo());
      } else if (effect instanceof Effect.Queued queued) {
        steps(ready, queued.taskId()).add(queued.stepNo());
      }
    }
    ready.forEach(
        (taskId, steps) -> {
          ActiveTask task = tasks.get(taskId);
          if (task != null) {
            publisher.announce(EngineEvent.StepsReady.class, READY, () -> stepsReady(task, steps));
          }
        });
  }

  private static Set<Integer> steps(Map<UUID, Set<Integer>> ready, UUID taskId) {
    return ready.computeIfAbsent(taskId, absent -> new TreeSet<>());
  }

  private EngineEvent.StepsReady stepsReady(ActiveTask task, Set<Integer> steps) {
    TemplateKey key = task.template().template().key();
    return new EngineEvent.StepsReady(
        clock.instant(),
        new TaskSubject(
            task.taskId(), key.namespace(), key.name(), key.version(), task.correlationId()),
        steps.stream().map(stepNo -> task.template().step(stepNo).name()).toList());
  }
}
