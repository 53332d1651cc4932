package dev.tasker.engine;

import dev.tasker.api.handler.StepContext;
import dev.tasker.database.Json;
import dev.tasker.expression.Expressions;
import dev.tasker.template.TemplateKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what a handler may know of its attempt; evaluates its configuration. */
@ApplicationScoped
class InvocationFactory {

  @Inject private Expressions expressions;
  @Inject private StepResults results;
  @Inject private Publications publications;

  /**
   * The attempt as its handler sees it.
   *
   * @throws dev.tasker.api.handler.PermanentStepException if an expression finds nothing
   */
  StepContext of(Attempt attempt) {
    Map<String, Object> inputs = attempt.claim().inputs().map(Json::object).orElse(Map.of());
    return new StepInvocation(attempt, results, publications, inputs, config(attempt, inputs));
  }

  @SuppressWarnings("unchecked") // A map stays a map, its keys are not evaluated.
  private Map<String, Object> config(Attempt attempt, Map<String, Object> inputs) {
    Map<String, Object> raw = attempt.task().template().config(attempt.claim().stepNo());
    if (raw.isEmpty()) {
      return raw;
    }
    return (Map<String, Object>)
        Objects.requireNonNull(expressions.evaluate(raw, variables(attempt, inputs)));
  }

  private Map<String, Object> variables(Attempt attempt, Map<String, Object> inputs) {
    ActiveTask task = attempt.task();
    TemplateKey key = task.template().template().key();
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("context", task.context());
    variables.put("steps", new FinishedSteps(task));
    variables.put("inputs", inputs);
    variables.put(
        "task",
        Map.of(
            "task_id", task.taskId().toString(),
            "name", key.name(),
            "namespace", key.namespace(),
            "version", key.version(),
            "initiator", task.initiator(),
            "correlation_id", task.correlationId(),
            "priority", (long) task.priority()));
    variables.put(
        "step", Map.of("name", attempt.step().name(), "attempt", (long) attempt.claim().attempt()));
    return variables;
  }

  /** The steps that have finished, by name; their results are read when they are asked for. */
  private final class FinishedSteps extends AbstractMap<String, Object> {

    private final ActiveTask task;

    FinishedSteps(ActiveTask task) {
      this.task = task;
    }

    @Override
    public boolean containsKey(Object name) {
      return get(name) != null;
    }

    @Override
    @SuppressWarnings("NullAway") // Absent is null in a Map.
    public Object get(Object name) {
      var stepNo = task.template().template().number(String.valueOf(name));
      return stepNo.isEmpty()
          ? null
          : results
              .of(task, stepNo.getAsInt())
              .map(text -> Map.of("results", Json.object(text)))
              .orElse(null);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return task.template().template().steps().stream()
          .map(step -> step.name())
          .filter(this::containsKey)
          .map(name -> Map.entry(name, get(name)))
          .collect(Collectors.toSet());
    }
  }
}
