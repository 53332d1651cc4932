package dev.tasker.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers that the application has, as the check of a template asks for them. */
public interface KnownHandlers {

  /** Whether exactly one handler answers to what a template writes as {@code handler_class}. */
  boolean has(String name);

  /** Every name that a handler answers to, to suggest the nearest one. */
  Collection<String> names();

  /**
   * Why a name cannot be used although handlers answer to it, and what to do; empty if one handler
   * or none answers to it.
   */
  default Optional<String> refusal(String name) {
    return Optional.empty();
  }

  /**
   * What is wrong with the configuration of a step for the handler that answers to a name; empty if
   * nothing is, or if the handler does not tell.
   *
   * @param config as the template has it: values may hold placeholders and expressions
   */
  default List<ConfigProblem> problems(String name, Map<String, Object> config) {
    return List.of();
  }

  /** The task handlers that the application has: what {@code task_handler_class} may name. */
  KnownHandlers forTasks();
}
