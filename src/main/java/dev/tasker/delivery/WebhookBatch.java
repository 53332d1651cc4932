package dev.tasker.delivery;

import dev.tasker.delivery.WebhookCalls.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Some events on their way to one receiver: those of a task one after the other, those of several
 * tasks at the same time. When the receiver fails, nothing more is sent; when it refuses an event,
 * the later events of that task wait. Thread-safe.
 */
final class WebhookBatch {

  private final Function<OutsideEvent, CompletableFuture<Answer>> send;
  private final Deque<Deque<OutsideEvent>> tasks = new ArrayDeque<>();
  private final List<OutsideEvent> taken = new ArrayList<>();
  private final Map<OutsideEvent, String> refused = new LinkedHashMap<>();
  private Optional<Answer> failure = Optional.empty();

  WebhookBatch(List<OutsideEvent> events, Function<OutsideEvent, CompletableFuture<Answer>> send) {
    this.send = send;
    Map<UUID, Deque<OutsideEvent>> byTask = new LinkedHashMap<>();
    events.forEach(
        event -> byTask.computeIfAbsent(event.taskId(), absent -> new ArrayDeque<>()).add(event));
    tasks.addAll(byTask.values());
  }

  /** Sends them, at most so many at the same time; completes when none is under way. */
  CompletableFuture<Void> send(int parallel) {
    var runners = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < parallel; i++) {
      runners.add(run(new ArrayDeque<>()));
    }
    return CompletableFuture.allOf(runners.toArray(CompletableFuture[]::new));
  }

  /** What the receiver took. */
  synchronized List<OutsideEvent> taken() {
    return List.copyOf(taken);
  }

  /** What it refused, with its words. */
  synchronized Map<OutsideEvent, String> refused() {
    return Map.copyOf(refused);
  }

  /** Why nothing more was sent, if that is so. */
  synchronized Optional<Answer> failure() {
    return failure;
  }

  private CompletableFuture<Void> run(Deque<OutsideEvent> task) {
    Optional<OutsideEvent> next = next(task);
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    OutsideEvent event = next.get();
    return send.apply(event)
        .thenCompose(
            answer -> {
              answered(event, answer, task);
              return run(task);
            });
  }

  /** The next event of the task, or of another one, which becomes the task. */
  private synchronized Optional<OutsideEvent> next(Deque<OutsideEvent> task) {
    if (failure.isPresent()) {
      return Optional.empty();
    }
    if (task.isEmpty()) {
      Deque<OutsideEvent> other = tasks.poll();
      if (other == null) {
        return Optional.empty();
      }
      task.addAll(other);
    }
    return Optional.of(task.remove());
  }

  private synchronized void answered(OutsideEvent event, Answer answer, Deque<OutsideEvent> rest) {
    switch (answer.kind()) {
      case TAKEN -> taken.add(event);
      case REFUSED -> {
        refused.put(event, answer.detail());
        rest.clear();
      }
      case FAILED, GONE -> failure = Optional.of(answer);
    }
  }
}
