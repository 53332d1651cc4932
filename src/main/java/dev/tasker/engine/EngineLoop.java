package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Session;
import dev.tasker.delivery.Deliveries;
import dev.tasker.engine.StepClaims.Harvest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine's one loop on a node: commits the outcomes at hand, all in one transaction, starts the
 * children that became ready, and claims from the queue what free capacity is left for.
 *
 * <p>Batches form by themselves: one outcome when idle, hundreds under load. While the database is
 * away the loop keeps its outcomes and tries again; after a lost answer it asks the database what
 * this node holds. Runs on one thread with a connection of its own.
 *
 * <p>While it has nothing to do, the thread that ends an attempt may commit the outcome itself over
 * that connection: a step that follows on another then waits for no other thread.
 */
@ApplicationScoped
class EngineLoop implements Runnable {

  private static final Logger LOG = System.getLogger(EngineLoop.class.getName());
  private static final int LARGEST_BATCH = 500;
  private static final long LONGEST_PAUSE_MS = 2_000;

  @Inject private Database database;
  @Inject private NodeIdentity identity;
  @Inject private NodeCapacity node;
  @Inject private OutcomeQueue queue;
  @Inject private OutcomeBatch commits;
  @Inject private ClaimLoader loader;
  @Inject private RunningAttempts running;
  @Inject private RunnableTemplates templates;
  @Inject private StepRunner runner;
  @Inject private WorkTimer timer;
  @Inject private WakeUps wakeUps;
  @Inject private Doubts doubts;
  @Inject private LookAhead lookAhead;
  @Inject private Deliveries deliveries;

  private final SecureRandom random = new SecureRandom();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Held for as long as the connection is used. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile @Nullable Session session;
  private boolean workWaits = true;
  private long pauseMs;
  private volatile Optional<String> refusal = Optional.empty();

  @Override
  public void run() {
    var own = new Session(database);
    try {
      session = own;
      queue.wake();
      while (stopping.getCount() > 0 || !queue.isEmpty()) {
        OutcomeQueue.Batch batch = queue.take(LARGEST_BATCH);
        turn.lock();
        try {
          turn(own, batch);
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "The container took the engine's thread back; the node stops.", e);
      Thread.currentThread().interrupt();
    } finally {
      close(own);
      stopped.countDown();
    }
  }

  private void close(Session own) {
    turn.lock();
    try {
      own.close();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Commits an outcome on the calling thread, which must not be in a transaction, if the loop has
   * nothing else to do.
   *
   * @return false if the loop has to do it
   */
  boolean commitHere(Outcome outcome) {
    Session own = session;
    if (own == null || !queue.isEmpty() || turn.hasQueuedThreads() || !turn.tryLock()) {
      return false;
    }
    List<Outcome> left = List.of(outcome);
    try {
      if (own.isOpen()) {
        lookAhead.adjust();
        workWaits |= commits.commit(own, left);
        left = List.of();
        follow(own);
      }
    } catch (DatabaseException e) {
      // The loop asks what became of it, and waits as long as it has to.
      doubts.raise();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      giveUp(left, e);
      left = List.of();
    } finally {
      turn.unlock();
    }
    return left.isEmpty();
  }

  /** Why the database did not take what the loop last tried to write; empty if it did. */
  Optional<String> refusal() {
    return refusal;
  }

  /** Lets the loop end when it has committed what is there; waits for that. */
  boolean stop(long timeoutMs) throws InterruptedException {
    stopping.countDown();
    queue.wake();
    return stopped.await(timeoutMs, TimeUnit.MILLISECONDS);
  }

  private void turn(Session session, OutcomeQueue.Batch batch) throws InterruptedException {
    List<Outcome> left = batch.outcomes();
    workWaits |= batch.woken();
    lookAhead.adjust();
    boolean done = false;
    while (!done) {
      try {
        if (!left.isEmpty()) {
          workWaits |= commits.commit(session, left);
          left = List.of();
        }
        follow(session);
        done = true;
        pauseMs = 0;
        refusal = Optional.empty();
      } catch (DatabaseException e) {
        doubts.raise();
        boolean stop = pause(e);
        done = left.isEmpty() || stop;
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        giveUp(left, e);
        done = true;
      }
    }
  }

  /** A defect. The steps stay claimed but unknown here, until the auditor gives them back. */
  private void giveUp(List<Outcome> left, Throwable defect) {
    LOG.log(Level.ERROR, "The engine could not commit the outcomes of some attempts.", defect);
    left.forEach(outcome -> running.remove(outcome.attempt()));
  }

  private void follow(Session session) {
    reconcile(session);
    claim(session);
    deliveries.committed();
  }

  /** Waits longer after each failure; tells whether the engine is to stop instead. */
  private boolean pause(DatabaseException failure) throws InterruptedException {
    if (pauseMs == 0) {
      LOG.log(
          Level.WARNING,
          "The database does not take outcomes now; they are kept and tried again: {0}",
          failure.getMessage());
    }
    refusal = Optional.of(String.valueOf(failure.getMessage()));
    pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(50, pauseMs * 2));
    boolean stop = stopping.await(pauseMs, TimeUnit.MILLISECONDS);
    queue.wake();
    return stop;
  }

  private void claim(Session session) {
    if (!workWaits || stopping.getCount() == 0 || !identity.isJoined()) {
      return;
    }
    Capacity capacity = node.capacity();
    int threads = capacity.reserveUpTo(Lane.THREAD, LARGEST_BATCH);
    int places = capacity.reserveUpTo(Lane.PLACE, LARGEST_BATCH);
    if (threads + places == 0) {
      return;
    }
    int usedThreads = 0;
    int usedPlaces = 0;
    try {
      Harvest harvest =
          StepClaims.claim(
              session, identity.id(), tokenBase(), threads, places, templates.refused());
      workWaits = harvest.more();
      harvest.nextDue().ifPresent(timer::arm);
      for (Attempt attempt : loader.load(session, identity.id(), harvest.steps())) {
        usedThreads += attempt.lane() == Lane.THREAD ? 1 : 0;
        usedPlaces += attempt.lane() == Lane.PLACE ? 1 : 0;
        runner.begin(attempt);
      }
    } finally {
      capacity.release(Lane.THREAD, threads - usedThreads);
      capacity.release(Lane.PLACE, places - usedPlaces);
    }
    if (workWaits) {
      wakeUps.announce();
    }
  }

  /**
   * After a lost answer: runs what the database says this node holds and the node does not know.
   */
  private void reconcile(Session session) {
    if (!doubts.settle()) {
      return;
    }
    List<StepClaims.Claimed> unknown =
        running.unknown(() -> StepClaims.own(session, identity.id()));
    for (Attempt attempt : loader.load(session, identity.id(), unknown)) {
      node.capacity().force(attempt.lane());
      runner.takeUp(attempt);
    }
  }

  /** A random fence for a batch of claims; positive, with room to add a step's number. */
  private long tokenBase() {
    return random.nextLong(1L << 62);
  }
}
