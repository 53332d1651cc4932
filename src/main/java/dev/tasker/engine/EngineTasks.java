package dev.tasker.engine;

import dev.tasker.api.task.StartedTask;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.TaskView;
import dev.tasker.api.task.Tasks;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The engine's side of {@link Tasks}. */
@ApplicationScoped
class EngineTasks implements Tasks {

  @Inject private Submission submission;
  @Inject private Cancellation cancellation;
  @Inject private TaskQueries queries;

  @Override
  public StartedTask start(TaskRequest request) {
    return submission.start(request);
  }

  @Override
  public Optional<TaskView> find(UUID taskId) {
    return queries.find(taskId);
  }

  @Override
  public void cancel(UUID taskId, String actor, String reason) {
    cancellation.cancel(taskId, actor, reason);
  }
}
