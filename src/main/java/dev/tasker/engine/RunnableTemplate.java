package dev.tasker.engine;

import dev.tasker.registry.BoundHandler;
import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TaskTemplate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A template whose handlers this node has.
 *
 * @param loaded the template with its resolved configuration
 * @param handlers one a step, by step number
 */
record RunnableTemplate(LoadedTemplate loaded, List<BoundHandler> handlers) {

  RunnableTemplate {
    handlers = List.copyOf(handlers);
  }

  UUID templateId() {
    return loaded.templateId();
  }

  TaskTemplate template() {
    return loaded.template();
  }

  StepTemplate step(int stepNo) {
    return template().step(stepNo);
  }

  BoundHandler handler(int stepNo) {
    return handlers.get(stepNo);
  }

  Lane lane(int stepNo) {
    return Lane.of(handlers.get(stepNo));
  }

  /** The step's configuration with placeholders resolved; holds secrets. */
  Map<String, Object> config(int stepNo) {
    return loaded.config(stepNo);
  }
}
