package dev.tasker.engine;

import dev.tasker.database.DatabaseException;
import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import dev.tasker.task.StepId;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/** What a node does about what it learns with its heartbeat and from the other nodes' notices. */
@ApplicationScoped
class NodeDuties {

  private static final Logger LOG = System.getLogger(NodeDuties.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final NamedSql LOST = NamedSql.load("lost_claims");

  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private RunningAttempts running;
  @Inject private OutcomeQueue queue;
  @Inject private WorkTimer timer;
  @Inject private WakeUps wakeUps;
  @Inject private Admission admission;
  @Inject private Recovery recovery;
  @Inject private Doubts doubts;
  @Inject private QueueCare queueCare;

  private OptionalInt former = OptionalInt.empty();
  private long formerUntil;
  private Vigil vigil;

  @PostConstruct
  void begin() {
    vigil = new Vigil(config.lease(), System::nanoTime);
  }

  /** Acts on a heartbeat's answer. */
  void after(Beat beat, Session session) {
    if (!beat.alive() && identity.isJoined()) {
      rejoin();
    }
    giveBackTheFormer(session);
    wakeUps.othersLive(beat.nodes() > 1);
    admission.counted(beat.waiting());
    beat.nextDue().ifPresent(timer::arm);
    if (beat.claimable()) {
      queue.wake();
    }
    boolean steady = vigil.beat();
    for (int dead : beat.dead()) {
      if (steady && dead != identity.id()) {
        recovery.recover(session, dead);
      }
    }
    doubts.remind();
    tellTheLost(session);
    giveBackTheWaiting(session);
    if (beat.sparse()) {
      queueCare.renew(session);
    }
  }

  /** Ready steps wait in the queue. */
  void lookForWork() {
    queue.wake();
  }

  /** A task, or one step of it, was cancelled: tells the handlers that run it here. */
  void cancel(UUID taskOrStepId) {
    StepId.of(taskOrStepId)
        .map(step -> running.find(new StepKey(step.taskId(), step.stepNo())).stream().toList())
        .orElseGet(() -> running.of(taskOrStepId))
        .forEach(Attempt::cancel);
  }

  /**
   * The others have declared this node dead and taken its work over: it was frozen, or cut off. It
   * joins under a new number; what it still runs will be refused, so the handlers are told.
   */
  private void rejoin() {
    Collection<Attempt> lost = running.all();
    former = OptionalInt.of(identity.id());
    formerUntil = System.nanoTime() + config.lease().toNanos();
    identity.join();
    LOG.log(
        Level.WARNING,
        "This node was silent for so long that others took over the {0} steps it was running. It"
            + " has joined anew; late results of those steps will be refused.",
        lost.size());
    lost.forEach(Attempt::cancel);
  }

  /**
   * What this node took on under its former number after it was declared dead, and before it knew:
   * new tasks, whose first steps it meant to run. Nobody would take them back from a node that is
   * gone already. A request may be on its way still, hence for the time of a lease.
   */
  private void giveBackTheFormer(Session session) {
    if (former.isEmpty()) {
      return;
    }
    List<Claim> held =
        StepClaims.own(session, former.getAsInt()).stream().map(StepClaims.Claimed::claim).toList();
    if (!held.isEmpty()) {
      StepClaims.giveBack(session, identity.id(), held, "its node had been declared dead");
      queue.wake();
    }
    if (System.nanoTime() - formerUntil > 0) {
      former = OptionalInt.empty();
    }
  }

  /** Cancellations whose notice was missed, claims that were taken over: tells those handlers. */
  private void tellTheLost(Session session) {
    List<Attempt> held =
        running.all().stream()
            .filter(attempt -> !attempt.hasEnded())
            .filter(attempt -> attempt.age().compareTo(config.heartbeat()) > 0)
            .toList();
    if (held.isEmpty()) {
      return;
    }
    List<StepKey> lost =
        session.run(
            LOST,
            statement -> {
              statement
                  .setArray("task", "uuid", of(held, attempt -> attempt.claim().taskId()))
                  .setArray("step", "int4", of(held, attempt -> attempt.claim().stepNo()))
                  .setArray("token", "int8", of(held, attempt -> attempt.claim().token()));
              List<StepKey> keys = new ArrayList<>();
              try (ResultSet row = statement.query()) {
                while (row.next()) {
                  keys.add(
                      new StepKey(row.getObject("task_id", UUID.class), row.getInt("step_no")));
                }
              }
              return keys;
            });
    held.stream().filter(attempt -> lost.contains(attempt.claim().key())).forEach(Attempt::cancel);
  }

  /**
   * Steps that were claimed ahead and got no thread, as the handlers before them turned out slow.
   */
  private void giveBackTheWaiting(Session session) {
    List<Attempt> withdrawn =
        running.all().stream()
            .filter(attempt -> attempt.age().compareTo(PATIENCE) > 0)
            .filter(Attempt::withdraw)
            .toList();
    if (withdrawn.isEmpty()) {
      return;
    }
    withdrawn.forEach(running::remove);
    try {
      StepClaims.giveBack(
          session,
          identity.id(),
          withdrawn.stream().map(Attempt::claim).toList(),
          "its node had no thread for it");
    } catch (DatabaseException e) {
      // Perhaps they were given back, perhaps not: what this node still holds it must run.
      doubts.raise();
      throw e;
    }
    wakeUps.announce();
  }

  private static Object[] of(List<Attempt> attempts, Function<Attempt, Object> part) {
    return attempts.stream().map(part).toArray();
  }
}
