package dev.tasker.bench.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What this node's handlers saw: how many ran, and how long a task waited between two of them. */
@ApplicationScoped
class StepClock {

  private final AtomicInteger handled = new AtomicInteger();
  private final Map<UUID, Long> lastEnd = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Double> handOffs = new ConcurrentLinkedQueue<>();
  private volatile boolean timing;

  /** Forgets everything; hand-offs are kept from now on if they are wanted. */
  void reset(boolean withHandOffs) {
    timing = withHandOffs;
    handled.set(0);
    lastEnd.clear();
    handOffs.clear();
  }

  void began(UUID taskId) {
    if (timing) {
      Long end = lastEnd.get(taskId);
      if (end != null) {
        handOffs.add((System.nanoTime() - end) / 1e6);
      }
    }
  }

  void ended(UUID taskId) {
    if (timing) {
      lastEnd.put(taskId, System.nanoTime());
    }
    handled.incrementAndGet();
  }

  int handled() {
    return handled.get();
  }

  /** Milliseconds from the end of one handler to the start of the next of its task. */
  List<Double> handOffs() {
    return List.copyOf(handOffs);
  }
}
