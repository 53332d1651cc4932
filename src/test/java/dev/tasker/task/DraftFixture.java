package dev.tasker.task;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.template.LoadedTemplate;
import java.util.UUID;

/** Drafts for tests, past the checks. */
public final class DraftFixture {

  private DraftFixture() {}

  public static TaskDraft draft(UUID taskId, LoadedTemplate loaded, TaskRequest request) {
    return new TaskDraft(taskId, loaded, request, request.context(), "corr");
  }
}
