package dev.tasker.task;

import dev.tasker.api.handler.TaskHandler;
import dev.tasker.template.LoadedTemplate;
import java.util.Optional;

/** Finds the hooks that a template names. */
public interface TaskHooks {

  /** The hooks; empty if the template names none. */
  Optional<TaskHandler> of(LoadedTemplate template);
}
