package dev.tasker.rest;

import dev.tasker.graph.GraphAnalysis;
import dev.tasker.template.CustomEvent;
import dev.tasker.template.RetryPolicy;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TaskTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template as it was loaded, the running environment applied. Placeholders are shown as written:
 * what they stand for may be secret. Durations are ISO-8601.
 */
record TemplateDocument(
    String name,
    String namespace,
    String version,
    String fullName,
    String latestVersion,
    List<String> versions,
    String description,
    @Nullable String taskHandlerClass,
    Map<String, Object> schema,
    List<Step> stepTemplates,
    DependencyGraph dependencyGraph) {

  /**
   * Shows a template.
   *
   * @param versions all versions of it, the newest first
   */
  static TemplateDocument of(TaskTemplate template, List<String> versions) {
    return new TemplateDocument(
        template.key().name(),
        template.key().namespace(),
        template.key().version(),
        template.key().toString(),
        versions.get(0),
        versions,
        template.description(),
        template.taskHandler().orElse(null),
        template.schema(),
        template.steps().stream().map(Step::of).toList(),
        DependencyGraph.of(template));
  }

  /** A step of the template. */
  record Step(
      String name,
      String description,
      @Nullable String handlerClass,
      Map<String, Object> handlerConfig,
      List<String> dependsOnSteps,
      @Nullable String dependentSystem,
      boolean defaultRetryable,
      int defaultRetryLimit,
      boolean skippable,
      @Nullable String timeout,
      Retry retry,
      List<Event> customEvents) {

    static Step of(StepTemplate step) {
      return new Step(
          step.name(),
          step.description(),
          step.handlerClass().orElse(null),
          step.handlerConfig(),
          step.dependsOn(),
          step.dependentSystem().orElse(null),
          step.retryable(),
          step.retryLimit(),
          step.skippable(),
          step.timeout().map(Object::toString).orElse(null),
          Retry.of(step.retry()),
          step.customEvents().stream().map(Event::of).toList());
    }
  }

  /** How long a step waits between attempts. */
  record Retry(
      String baseDelay, double multiplier, String maxDelay, double jitter, String maxRetryAfter) {

    static Retry of(RetryPolicy policy) {
      return new Retry(
          policy.baseDelay().toString(),
          policy.multiplier(),
          policy.maxDelay().toString(),
          policy.jitter(),
          policy.maxRetryAfter().toString());
    }
  }

  /** An event that the step's handler may publish. */
  record Event(String name, String description) {

    static Event of(CustomEvent event) {
      return new Event(event.name(), event.description());
    }
  }

  /**
   * How the steps depend on each other, by name.
   *
   * @param edges from each parent to each of its children
   * @param levels what can run side by side, roots first
   * @param executionOrder all steps, parents before children
   */
  record DependencyGraph(
      List<String> nodes,
      List<Edge> edges,
      List<List<String>> levels,
      List<String> executionOrder) {

    static DependencyGraph of(TaskTemplate template) {
      List<String> names = template.steps().stream().map(StepTemplate::name).toList();
      var edges = new ArrayList<Edge>();
      template
          .steps()
          .forEach(
              step -> step.dependsOn().forEach(parent -> edges.add(new Edge(parent, step.name()))));
      var analysis = GraphAnalysis.of(template.graph());
      return new DependencyGraph(
          names,
          edges,
          analysis.levels().stream().map(level -> level.stream().map(names::get).toList()).toList(),
          analysis.executionOrder().stream().map(names::get).toList());
    }
  }

  /** A step and one that waits for it. */
  record Edge(String from, String to) {}
}
