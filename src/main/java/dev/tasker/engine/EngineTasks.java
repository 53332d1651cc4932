package dev.tasker.engine;

import dev.tasker.api.task.StartedTask;
import dev.tasker.api.task.StepChange;
import dev.tasker.api.task.TaskChange;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.TaskView;
import dev.tasker.api.task.Tasks;
import dev.tasker.engine.Repairs.Act;
import dev.tasker.task.AcceptedTask;
import dev.tasker.task.TaskIntake;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The engine's side of {@link Tasks} and of {@link TaskIntake}. */
@ApplicationScoped
class EngineTasks implements Tasks, TaskIntake {

  @Inject private Submission submission;
  @Inject private Cancellation cancellation;
  @Inject private Changes changes;
  @Inject private Repairs repairs;
  @Inject private TaskQueries queries;

  @Override
  public StartedTask start(TaskRequest request) {
    return accept(request).started();
  }

  @Override
  public List<StartedTask> startAll(List<TaskRequest> requests) {
    return acceptAll(requests).stream().map(AcceptedTask::started).toList();
  }

  @Override
  public AcceptedTask accept(TaskRequest request) {
    return submission.accept(request);
  }

  @Override
  public List<AcceptedTask> acceptAll(List<TaskRequest> requests) {
    return submission.acceptAll(requests);
  }

  @Override
  public Optional<TaskView> find(UUID taskId) {
    return queries.find(taskId);
  }

  @Override
  public void cancel(UUID taskId, String actor, String reason) {
    cancellation.cancel(taskId, actor, reason);
  }

  @Override
  public void change(UUID taskId, TaskChange change, String actor) {
    changes.change(taskId, change, actor);
  }

  @Override
  public void retry(UUID taskId, String actor, String reason) {
    repairs.retryTask(taskId, actor, reason);
  }

  @Override
  public void changeStep(UUID taskId, UUID stepId, StepChange change, String actor) {
    changes.changeStep(taskId, stepId, change, actor);
  }

  @Override
  public void retryStep(UUID taskId, UUID stepId, String actor, String reason) {
    repairs.retryStep(Act.on(taskId, stepId, actor, reason));
  }

  @Override
  public void resolveStep(
      UUID taskId, UUID stepId, Map<String, Object> results, String actor, String reason) {
    repairs.resolveStep(Act.on(taskId, stepId, actor, reason), results);
  }

  @Override
  public void cancelStep(UUID taskId, UUID stepId, String actor, String reason) {
    repairs.cancelStep(Act.on(taskId, stepId, actor, reason));
  }
}
