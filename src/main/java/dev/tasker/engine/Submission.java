package dev.tasker.engine;

import dev.tasker.api.task.EngineBusyException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Json;
import dev.tasker.engine.NewTasks.Stored;
import dev.tasker.task.AcceptedTask;
import dev.tasker.task.StoredTask;
import dev.tasker.task.TaskCreation;
import dev.tasker.task.TaskDraft;
import dev.tasker.task.TaskInserts.NewRow;
import dev.tasker.task.TaskInserts.Placement;
import dev.tasker.template.LoadedTemplate;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stores new tasks. Their root steps start at once on this node while it has free capacity, without
 * a way through the queue. Thread-safe.
 */
@ApplicationScoped
class Submission {

  @Inject private TaskCreation creation;
  @Inject private RunnableTemplates templates;
  @Inject private Admission admission;
  @Inject private TaskStore store;
  @Inject private NodeCapacity node;
  @Inject private RunningAttempts running;
  @Inject private TaskMemory memory;
  @Inject private StepRunner runner;
  @Inject private OutcomeQueue queue;
  @Inject private WakeUps wakeUps;
  @Inject private WorkTimer timer;
  @Inject private Doubts doubts;

  @Resource private TransactionSynchronizationRegistry transactions;

  private final SecureRandom random = new SecureRandom();

  /** A task on its way into the database, and the attempts that this node has let in for it. */
  private record Arrival(NewRow row, ActiveTask task, List<Attempt> attempts, int queued) {}

  /** Stores a task; see {@link dev.tasker.api.task.Tasks#start}. */
  AcceptedTask accept(TaskRequest request) {
    admission.check();
    return submit(List.of(creation.draft(request))).get(0);
  }

  /** Stores tasks, all or none; see {@link dev.tasker.api.task.Tasks#startAll}. */
  List<AcceptedTask> acceptAll(List<TaskRequest> requests) {
    admission.check();
    return submit(creation.drafts(requests));
  }

  private List<AcceptedTask> submit(List<TaskDraft> drafts) {
    List<RunnableTemplate> runnable =
        drafts.stream().map(draft -> runnable(draft.loaded())).toList();
    boolean joins = transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    List<Arrival> arrivals = new ArrayList<>();
    Stored stored;
    try {
      for (int i = 0; i < drafts.size(); i++) {
        arrivals.add(arrive(drafts.get(i), runnable.get(i), !joins));
      }
      stored = store.insert(arrivals.stream().map(Arrival::row).toList(), joins);
    } catch (RuntimeException e) {
      dismiss(arrivals);
      if (e instanceof DatabaseException || e instanceof EngineBusyException) {
        // They may be stored. Only now: who looks must find that this node does not know them.
        doubts.raise();
      }
      if (joins) {
        // Keys may have been kept for tasks that there will not be.
        transactions.setRollbackOnly();
      }
      throw e;
    }
    if (stored.at().isEmpty()) {
      dismiss(arrivals);
    } else if (joins) {
      transactions.registerInterposedSynchronization(new AfterCommit(() -> begin(arrivals)));
    } else {
      begin(arrivals);
    }
    return accepted(stored, arrivals);
  }

  private static List<AcceptedTask> accepted(Stored stored, List<Arrival> arrivals) {
    List<AcceptedTask> accepted = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      NewRow row = arrivals.get(i).row();
      accepted.add(
          new AcceptedTask(
              stored.taskIds().get(i), stored.at().map(at -> new StoredTask(row, at))));
    }
    return accepted;
  }

  private RunnableTemplate runnable(LoadedTemplate loaded) {
    return templates
        .join(loaded)
        .orElseThrow(
            () ->
                new EngineBusyException(
                    "This node lacks a handler that the template names; another may have it.",
                    Duration.ofSeconds(1)));
  }

  private Arrival arrive(TaskDraft draft, RunnableTemplate template, boolean mayStart) {
    String context = Json.text(draft.context());
    TaskRequest request = draft.request();
    boolean atOnce = mayStart && request.runAt().isEmpty();
    var task =
        new ActiveTask(
            draft.taskId(),
            template,
            new ActiveTask.Origin(request.priority(), request.initiator(), draft.correlationId()),
            context);
    long tokenBase = random.nextLong(1L << 62);
    List<Placement> placements = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    int queued = 0;
    for (int stepNo = 0; stepNo < draft.steps().size(); stepNo++) {
      Lane lane = template.lane(stepNo);
      boolean ready = draft.isReady(stepNo);
      if (ready && atOnce && node.capacity().reserve(lane)) {
        placements.add(new Placement(lane.code(), tokenBase + stepNo));
        attempts.add(new Attempt(task, firstClaim(draft, stepNo, tokenBase + stepNo)));
      } else {
        placements.add(new Placement(lane.code(), null));
        queued += ready ? 1 : 0;
      }
    }
    // Known before they are committed, so that nobody takes them for claims that got lost.
    attempts.forEach(running::add);
    return new Arrival(new NewRow(draft, context, placements), task, attempts, queued);
  }

  private static Claim firstClaim(TaskDraft draft, int stepNo, long token) {
    var step = draft.steps().get(stepNo);
    return new Claim(
        draft.taskId(),
        stepNo,
        1,
        token,
        0,
        step.retryLimit(),
        step.inputs().isEmpty() ? Optional.empty() : Optional.of(Json.text(step.inputs())));
  }

  private void begin(List<Arrival> arrivals) {
    int queued = 0;
    for (Arrival arrival : arrivals) {
      memory.keep(arrival.task());
      arrival.attempts().forEach(runner::start);
      Optional<Duration> delay = creation.delay(arrival.row().draft().request());
      if (delay.isPresent() && arrival.queued() > 0) {
        timer.arm(delay.get());
      } else {
        queued += arrival.queued();
      }
    }
    if (queued > 0) {
      admission.queued(queued);
      queue.wake();
      wakeUps.announce();
    }
  }

  private void dismiss(List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      for (Attempt attempt : arrival.attempts()) {
        running.remove(attempt);
        node.capacity().release(attempt.lane(), 1);
      }
    }
  }
}
