package dev.tasker.it.scenario;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.NewTask;
import dev.tasker.api.handler.TaskHandler;
import dev.tasker.api.task.TaskView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Sets inputs before the task is stored, and counts its steps when it has ended. */
@HandlerName("scenario_task")
@ApplicationScoped
public class ScenarioTask implements TaskHandler {

  @Override
  public void prepare(NewTask task) {
    task.step("a").inputs(Map.of("prepared", true)).retryLimit(5).dependentSystem("ledger");
  }

  @Override
  public Map<String, Object> annotate(TaskView task) {
    return Map.of("steps", task.steps().size(), "status", task.status().word());
  }
}
