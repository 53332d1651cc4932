package dev.tasker.it.observer;

import dev.tasker.api.event.EngineEvent;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what each kind of observer and subscriber was told, by task. */
@ApplicationScoped
public class Recordings {

  private final Map<String, List<String>> heard = new ConcurrentHashMap<>();

  /** Everything of a task that was told to one kind. */
  List<String> of(String kind, String taskId) {
    return heard.computeIfAbsent(kind + " " + taskId, absent -> new CopyOnWriteArrayList<>());
  }

  void add(String kind, Object taskId, WorkflowEvent event, String detail) {
    of(kind, taskId.toString()).add(event.name() + detail);
  }

  void onStep(@Observes StepEvent event) {
    add("observer", event.task().taskId(), event, ":" + event.step().stepName());
  }

  void onBlocked(@Observes EngineEvent.TaskBlocked event) {
    add("observer", event.task().taskId(), event, ":" + event.failedStep().orElse("?"));
  }

  void onReady(@Observes EngineEvent.StepsReady event) {
    add("observer", event.task().taskId(), event, ":" + String.join(",", event.stepNames()));
  }

  void onTask(@ObservesAsync TaskEvent event) {
    add("async", event.task().taskId(), event, "");
  }

  void failing(@Observes StepEvent.Completed event) {
    throw new IllegalStateException("An observer fails, as the test wants.");
  }
}
