package dev.tasker.engine;

import dev.tasker.database.DatabaseException;
import dev.tasker.database.Session;
import dev.tasker.engine.OutcomeCommits.Edge;
import dev.tasker.engine.OutcomeCommits.Effect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Commits outcomes and does what follows from it on this node. The engine's loop commits batches; a
 * transactional step writes its own outcome in its own transaction. Thread-safe.
 */
@ApplicationScoped
class OutcomeBatch {

  private static final Logger LOG = System.getLogger(OutcomeBatch.class.getName());

  @Inject private NodeIdentity identity;
  @Inject private NodeCapacity node;
  @Inject private RunningAttempts running;
  @Inject private TaskMemory memory;
  @Inject private StepRunner runner;
  @Inject private WorkTimer timer;
  @Inject private Doubts doubts;
  @Inject private Annotations annotations;
  @Inject private EngineNotices notices;

  private final SecureRandom random = new SecureRandom();

  /**
   * Commits outcomes. One that the database will never take becomes a failure for good.
   *
   * @return whether ready steps were left in the queue
   * @throws DatabaseException if the database could not be asked, or its answer was lost
   */
  boolean commit(Session session, List<Outcome> outcomes) {
    try {
      return commitTogether(session, outcomes);
    } catch (DatabaseException e) {
      if (!e.isLasting()) {
        throw e;
      }
      return commitOneByOne(session, outcomes);
    }
  }

  private boolean commitOneByOne(Session session, List<Outcome> outcomes) {
    boolean queued = false;
    for (Outcome outcome : outcomes) {
      try {
        queued |= commitTogether(session, List.of(outcome));
      } catch (DatabaseException e) {
        if (!e.isLasting()) {
          throw e;
        }
        LOG.log(Level.ERROR, "The database refuses the outcome of an attempt.", e);
        queued |= commitTogether(session, List.of(unstorable(outcome)));
      }
    }
    return queued;
  }

  /** The failure that takes the place of an outcome which the database will never take. */
  static Outcome unstorable(Outcome outcome) {
    return Outcome.permanent(
        outcome.attempt(),
        "{\"message\":\"The database refused to store the step's outcome. Its log says why.\","
            + "\"type\":\"unstorable_outcome\",\"code\":\"unstorable_outcome\",\"frames\":[],\"attempt\":"
            + outcome.attempt().claim().attempt()
            + "}");
  }

  private boolean commitTogether(Session session, List<Outcome> outcomes) {
    return write(session, outcomes).committed();
  }

  /**
   * Writes outcomes. Outside of a transaction they are committed on return; inside of one, with it.
   *
   * @return what follows from them, once it is known how the transaction ended
   * @throws DatabaseException if the database could not be asked, or its answer was lost
   */
  Written write(Session session, List<Outcome> outcomes) {
    Map<StepKey, Lane> reserved = new HashMap<>();
    List<Edge> edges = edges(outcomes, reserved);
    try {
      List<Effect> effects =
          OutcomeCommits.commit(session, identity.id(), random.nextLong(1L << 62), outcomes, edges);
      return new Written(outcomes, effects, reserved);
    } catch (DatabaseException e) {
      release(reserved);
      throw e;
    }
  }

  private void release(Map<StepKey, Lane> reserved) {
    reserved.values().forEach(lane -> node.capacity().release(lane, 1));
  }

  /** Outcomes that are written, perhaps in a transaction that is still open. */
  final class Written {

    private final List<Outcome> outcomes;
    private final List<Effect> effects;
    private final Map<StepKey, Lane> reserved;

    private Written(List<Outcome> outcomes, List<Effect> effects, Map<StepKey, Lane> reserved) {
      this.outcomes = outcomes;
      this.effects = effects;
      this.reserved = reserved;
    }

    /** Whether one of them came late. */
    boolean isRefused() {
      return effects.stream().anyMatch(Effect.Refused.class::isInstance);
    }

    /**
     * They are committed: does what follows, once.
     *
     * @return whether ready steps were left in the queue
     */
    boolean committed() {
      boolean queued = apply(outcomes, effects, reserved);
      release(reserved);
      return queued;
    }

    /**
     * They are not, as far as is known: gives back what was reserved for what would have followed.
     */
    void rolledBack() {
      release(reserved);
    }
  }

  /** The children of all successful steps; capacity is reserved for as many as there is. */
  private List<Edge> edges(List<Outcome> outcomes, Map<StepKey, Lane> reserved) {
    List<Edge> edges = new ArrayList<>();
    for (int place = 0; place < outcomes.size(); place++) {
      Outcome outcome = outcomes.get(place);
      if (outcome.kind() == Outcome.Kind.SUCCESS) {
        ActiveTask task = outcome.attempt().task();
        int stepNo = outcome.attempt().claim().stepNo();
        for (int child : task.template().template().graph().children(stepNo)) {
          edges.add(new Edge(place, child, reserve(task, child, reserved)));
        }
      }
    }
    return edges;
  }

  private boolean reserve(ActiveTask task, int child, Map<StepKey, Lane> reserved) {
    var key = new StepKey(task.taskId(), child);
    Lane lane = task.template().lane(child);
    if (reserved.containsKey(key)) {
      return true;
    }
    boolean room = identity.isJoined() && node.capacity().reserve(lane);
    if (room) {
      reserved.put(key, lane);
    }
    return room;
  }

  private boolean apply(List<Outcome> outcomes, List<Effect> effects, Map<StepKey, Lane> reserved) {
    Map<UUID, ActiveTask> tasks = new HashMap<>();
    outcomes.forEach(outcome -> tasks.put(task(outcome).taskId(), task(outcome)));
    notices.committed(tasks, effects);
    boolean queued = false;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Accepted accepted) {
        accept(outcomes.get(accepted.outcome()), accepted);
      } else if (effect instanceof Effect.Refused refused) {
        refuse(outcomes.get(refused.outcome()), refused);
      } else if (effect instanceof Effect.Claimed claimed) {
        reserved.remove(claimed.claim().key());
        runner.begin(new Attempt(known(tasks, claimed.claim().taskId()), claimed.claim()));
      } else if (effect instanceof Effect.Queued) {
        queued = true;
      } else if (effect instanceof Effect.TaskChanged changed) {
        end(known(tasks, changed.taskId()));
      }
    }
    return queued;
  }

  private void accept(Outcome outcome, Effect.Accepted accepted) {
    String results = outcome.document();
    if (outcome.kind() == Outcome.Kind.SUCCESS && results != null) {
      memory.remember(task(outcome), outcome.attempt().claim().stepNo(), results);
    }
    running.remove(outcome.attempt());
    accepted.retryAfter().ifPresent(timer::arm);
  }

  private void refuse(Outcome outcome, Effect.Refused refused) {
    running.remove(outcome.attempt());
    if (refused.committedBefore()) {
      doubts.raise();
      return;
    }
    LOG.log(
        Level.INFO,
        "A late result of step {0} of task {1} was refused, its claim is gone; the step is {2}.",
        outcome.attempt().step().name(),
        task(outcome).taskId(),
        refused.stepState());
  }

  private void end(ActiveTask task) {
    memory.forget(task.taskId());
    if (task.template().template().taskHandler().isPresent()) {
      annotations.wake();
    }
  }

  private static ActiveTask known(Map<UUID, ActiveTask> tasks, UUID taskId) {
    return Objects.requireNonNull(tasks.get(taskId), "a task that was not in the batch");
  }

  private static ActiveTask task(Outcome outcome) {
    return outcome.attempt().task();
  }
}
