package api_task;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what template and task handler say about a step. */
final class StepConfig {

  private StepConfig() {}

  /** {@code handler_config.url} of the step's template. */
  static String url(StepContext step) {
    return text(step.config(), "url", "handler_config.url of step " + step.stepName());
  }

  /** {@code handler_config.params} of the step's template; empty if there are none. */
  static Map<String, Object> params(StepContext step) {
    var params = new LinkedHashMap<String, Object>();
    if (step.config().get("params") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> params.put(name.toString(), value));
    }
    return params;
  }

  /** The input {@code url} that {@link IntegrationYamlExample} gave the step. */
  static String inputUrl(StepContext step) {
    return text(step.inputs(), "url", "The input url of step " + step.stepName());
  }

  private static String text(Map<String, Object> members, String name, String what) {
    if (members.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new PermanentStepException(what + " is missing: it must say which address to call.");
  }
}
