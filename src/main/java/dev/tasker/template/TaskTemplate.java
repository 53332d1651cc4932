package dev.tasker.template;

import dev.tasker.graph.StepGraph;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A valid task template with the running environment's overlay applied. Immutable; placeholders are
 * kept as written, so that it may be stored and shown.
 *
 * <p>A step's number is its place in {@link #steps()}, from 0.
 */
public final class TaskTemplate {

  private final TemplateKey key;
  private final String description;
  private final Optional<String> taskHandler;
  private final Map<String, Object> schema;
  private final List<StepTemplate> steps;
  private final StepGraph graph;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Puts a template together.
   *
   * @param taskHandler names the task-level hooks, if there are any
   * @param schema the JSON Schema of the context; empty accepts every object
   * @throws dev.tasker.graph.CyclicGraphException if steps wait for each other
   */
  public TaskTemplate(
      TemplateKey key,
      String description,
      Optional<String> taskHandler,
      Map<String, Object> schema,
      List<StepTemplate> steps) {
    this.key = key;
    this.description = description;
    this.taskHandler = taskHandler;
    this.schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    this.steps = List.copyOf(steps);
    Map<String, List<String>> parents = new HashMap<>();
    for (StepTemplate step : this.steps) {
      numbers.put(step.name(), numbers.size());
      parents.put(step.name(), step.dependsOn());
    }
    this.graph = StepGraph.of(this.steps.stream().map(StepTemplate::name).toList(), parents);
  }

  /** Namespace, name and version. */
  public TemplateKey key() {
    return key;
  }

  /** For people; may be empty. */
  public String description() {
    return description;
  }

  /** The name of the task-level hooks, if there are any. */
  public Optional<String> taskHandler() {
    return taskHandler;
  }

  /** The JSON Schema of the context; empty accepts every object. */
  public Map<String, Object> schema() {
    return schema;
  }

  /** The steps in the order of the file. */
  public List<StepTemplate> steps() {
    return steps;
  }

  /** The step of that number. */
  public StepTemplate step(int number) {
    return steps.get(number);
  }

  /** The number of the step of that name. */
  public OptionalInt number(String stepName) {
    Integer number = numbers.get(stepName);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Which step waits for which. */
  public StepGraph graph() {
    return graph;
  }
}
