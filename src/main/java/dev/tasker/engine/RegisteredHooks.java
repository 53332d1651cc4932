package dev.tasker.engine;

import dev.tasker.api.handler.TaskHandler;
import dev.tasker.registry.StepHandlers;
import dev.tasker.task.TaskHooks;
import dev.tasker.template.LoadedTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The task handlers that the application brings. */
@ApplicationScoped
class RegisteredHooks implements TaskHooks {

  @Inject private StepHandlers handlers;

  @Override
  public Optional<TaskHandler> of(LoadedTemplate template) {
    return template.template().taskHandler().flatMap(handlers::taskHandler);
  }
}
