package dev.tasker.engine;

import dev.tasker.api.task.EngineBusyException;
import dev.tasker.api.task.StartedTask;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Json;
import dev.tasker.task.TaskCreation;
import dev.tasker.task.TaskDraft;
import dev.tasker.task.TaskInserts.NewRow;
import dev.tasker.task.TaskInserts.Placement;
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
import java.util.UUID;

/**
 * Stores new tasks. Their root steps start at once on this node while it has free capacity, without
 * a way through the queue. Thread-safe.
 */
@ApplicationScoped
class Submission {

  @Inject private TaskCreation creation;
  @Inject private RunnableTemplates templates;
  @Inject private Admission admission;
  @Inject private Database database;
  @Inject private Arrivals arrivals;
  @Inject private NodeIdentity identity;
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
  private record Arrival(NewRow row, ActiveTask task, List<Attempt> attempts, int queued) {

    UUID taskId() {
      return task.taskId();
    }
  }

  /** Stores a task; see {@link dev.tasker.api.task.Tasks#start}. */
  StartedTask start(TaskRequest request) {
    admission.check();
    TaskDraft draft = creation.draft(request);
    RunnableTemplate template =
        templates
            .join(draft.loaded())
            .orElseThrow(
                () ->
                    new EngineBusyException(
                        "This node lacks a handler that the template names; another may have it.",
                        Duration.ofSeconds(1)));
    boolean joins = transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
    Arrival arrival = arrive(draft, template, !joins && request.runAt().isEmpty());
    Optional<UUID> first = store(arrival, joins);
    if (first.isPresent()) {
      dismiss(arrival);
      return new StartedTask(first.get(), false);
    }
    if (joins) {
      transactions.registerInterposedSynchronization(new AfterCommit(() -> begin(arrival)));
    } else {
      begin(arrival);
    }
    return new StartedTask(arrival.taskId(), true);
  }

  private Arrival arrive(TaskDraft draft, RunnableTemplate template, boolean atOnce) {
    String context = Json.text(draft.context());
    TaskRequest request = draft.request();
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

  /** Stores it; the task that was started before under the same key, if there is one. */
  private Optional<UUID> store(Arrival arrival, boolean joins) {
    try {
      int nodeId = identity.id();
      if (!joins && arrival.row().draft().request().idempotencyKey().isEmpty()) {
        arrivals.store(nodeId, arrival.row());
        return Optional.empty();
      }
      return database.call(connection -> NewTasks.store(connection, nodeId, arrival.row(), joins));
    } catch (DatabaseException e) {
      dismiss(arrival);
      doubts.raise();
      if (e.isLasting()) {
        throw e;
      }
      throw new EngineBusyException(
          "The database cannot be reached, or was cut off before it answered. Send the request"
              + " again with the same Idempotency-Key to be sure to start the task once.",
          Duration.ofSeconds(2));
    } catch (RuntimeException e) {
      dismiss(arrival);
      throw e;
    }
  }

  private void begin(Arrival arrival) {
    memory.keep(arrival.task());
    arrival.attempts().forEach(runner::start);
    if (arrival.queued() > 0) {
      Optional<Duration> delay = creation.delay(arrival.row().draft().request());
      if (delay.isPresent()) {
        timer.arm(delay.get());
      } else {
        admission.queued(arrival.queued());
        queue.wake();
        wakeUps.announce();
      }
    }
  }

  private void dismiss(Arrival arrival) {
    for (Attempt attempt : arrival.attempts()) {
      running.remove(attempt);
      node.capacity().release(attempt.lane(), 1);
    }
  }
}
