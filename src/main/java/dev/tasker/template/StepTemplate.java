package dev.tasker.template;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of a step.
 *
 * @param name unique in its template
 * @param description for people
 * @param handlerClass names the handler; empty for a step that runs on a built-in one
 * @param handlerConfig as written: placeholders and expressions are not resolved here
 * @param dependsOn the names of the steps that must finish first
 * @param dependentSystem the system it depends on
 * @param retryable whether a failed attempt may be followed by another
 * @param retryLimit how many attempts it may take in all
 * @param skippable whether a task may bypass it
 * @param timeout how long an attempt may take
 * @param retry how long to wait between attempts
 * @param customEvents the events its handler may publish
 */
public record StepTemplate(
    String name,
    String description,
    Optional<String> handlerClass,
    Map<String, Object> handlerConfig,
    List<String> dependsOn,
    Optional<String> dependentSystem,
    boolean retryable,
    int retryLimit,
    boolean skippable,
    Optional<Duration> timeout,
    RetryPolicy retry,
    List<CustomEvent> customEvents) {

  /** The {@code handler_class} that stands for the built-in HTTP handler. */
  public static final String HTTP_HANDLER = "tasker.http";

  /** Copies maps and lists. */
  public StepTemplate {
    handlerConfig = Collections.unmodifiableMap(new LinkedHashMap<>(handlerConfig));
    dependsOn = List.copyOf(dependsOn);
    customEvents = List.copyOf(customEvents);
  }

  /** The name to look the handler up by: the given one, or that of the built-in HTTP handler. */
  public String handlerName() {
    return handlerClass.orElse(HTTP_HANDLER);
  }
}
