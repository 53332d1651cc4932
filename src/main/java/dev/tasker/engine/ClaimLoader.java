package dev.tasker.engine;

import dev.tasker.database.Session;
import dev.tasker.engine.StepClaims.Claimed;
import dev.tasker.engine.StepClaims.TaskRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes attempts of claims: adds what must be known of their tasks, from memory or with one read
 * for all. Claims that this node cannot run are given back.
 */
@ApplicationScoped
class ClaimLoader {

  private static final String CANNOT_RUN = "its node lacks the template or a handler of it";

  @Inject private TaskMemory memory;
  @Inject private RunnableTemplates templates;

  /** The attempts to run; the claims of the others have been given back. */
  List<Attempt> load(Session session, int nodeId, List<Claimed> claimed) {
    Map<UUID, ActiveTask> tasks = tasks(session, claimed);
    List<Attempt> attempts = new ArrayList<>();
    List<Claim> cannotRun = new ArrayList<>();
    for (Claimed step : claimed) {
      ActiveTask task = tasks.get(step.claim().taskId());
      if (task == null) {
        cannotRun.add(step.claim());
      } else {
        attempts.add(new Attempt(task, step.claim()));
      }
    }
    if (!cannotRun.isEmpty()) {
      StepClaims.giveBack(session, nodeId, cannotRun, CANNOT_RUN);
    }
    return attempts;
  }

  private Map<UUID, ActiveTask> tasks(Session session, List<Claimed> claimed) {
    Map<UUID, ActiveTask> tasks = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (Claimed step : claimed) {
      UUID taskId = step.claim().taskId();
      Optional<ActiveTask> known = memory.find(taskId);
      if (known.isPresent()) {
        tasks.put(taskId, known.get());
      } else if (!missing.contains(taskId) && templates.find(step.templateId()).isPresent()) {
        missing.add(taskId);
      }
    }
    if (!missing.isEmpty()) {
      StepClaims.tasks(session, missing)
          .values()
          .forEach(row -> tasks.put(row.taskId(), keep(row)));
    }
    return tasks;
  }

  private ActiveTask keep(TaskRow row) {
    RunnableTemplate template = templates.find(row.templateId()).orElseThrow();
    var task = new ActiveTask(row.taskId(), template, row.origin(), row.context());
    memory.keep(task);
    return task;
  }
}
