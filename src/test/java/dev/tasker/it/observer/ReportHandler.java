package dev.tasker.it.observer;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells as its results what was recorded of another task. */
@HandlerName("report")
@ApplicationScoped
public class ReportHandler implements StepHandler {

  @Inject private Recordings recordings;

  @Override
  public StepResult handle(StepContext step) {
    String about = String.valueOf(step.context().get("about"));
    return StepResult.of("observer", List.copyOf(recordings.of("observer", about)))
        .and("async", List.copyOf(recordings.of("async", about)))
        .and("subscriber", List.copyOf(recordings.of("subscriber", about)));
  }
}
