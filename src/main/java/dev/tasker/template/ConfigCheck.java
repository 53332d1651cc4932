package dev.tasker.template;

import java.util.List;
import java.util.Map;

/**
 * A handler that knows what its {@code handler_config} must look like, so that a template is
 * refused when it is loaded and not when a step runs.
 */
@FunctionalInterface
public interface ConfigCheck {

  /**
   * All that is wrong with a configuration. Must be fast, and do nothing else.
   *
   * @param config as the template has it: values may hold placeholders and expressions
   */
  List<ConfigProblem> problems(Map<String, Object> config);
}
