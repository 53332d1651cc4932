package dev.tasker.engine;

import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import dev.tasker.delivery.Deliveries;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of {@code @Transactional} handlers, each on the thread that runs its handler:
 * what the handler wrote, its results, the audit trail and its children's readiness are committed
 * together, by the same function as all outcomes and behind the same fence; or nothing is.
 *
 * <p>The outcome is written when all else has been, so that the task's row is locked no longer than
 * a commit takes. Where a commit fails its answer may have been lost: the engine's loop is given a
 * failure to commit, which the database refuses if the success had been committed after all.
 * Thread-safe.
 */
@ApplicationScoped
class StepTransactions {

  private static final Logger LOG = System.getLogger(StepTransactions.class.getName());
  private static final NamedSql LIMIT_IDLENESS = NamedSql.load("limit_idle_transaction");

  /** The engine's time-out comes first, and says more than the server's. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  @Inject private Database database;
  @Inject private EngineConfig config;
  @Inject private OutcomeBatch batch;
  @Inject private Failures failures;
  @Inject private OutcomeQueue queue;
  @Inject private Deliveries deliveries;

  @Resource private UserTransaction transaction;
  @Resource private TransactionSynchronizationRegistry registry;

  /**
   * Begins a transaction on this thread.
   *
   * @param limit how long the attempt may take; else the server's own limit holds
   */
  void begin(Optional<Duration> limit) throws NotSupportedException, SystemException {
    // A handler that ran here before may have left one open.
    rollBack();
    transaction.setTransactionTimeout(
        limit
            .map(time -> (int) Math.min(Integer.MAX_VALUE, time.plus(MARGIN).toSeconds()))
            .orElse(0));
    transaction.begin();
  }

  /** Ends a transaction that a handler has begun on this thread and left open. */
  void endLeftOpen(Attempt attempt) {
    if (rollBack()) {
      LOG.log(
          Level.WARNING,
          "The handler of step {0} began a transaction and did not end it; it was rolled back."
              + " Commit it before you return, or put @Transactional on the handler.",
          attempt.step().name());
    }
  }

  /**
   * Undoes what the handler on this thread has written, if anything.
   *
   * @return whether there was a transaction
   */
  boolean rollBack() {
    try {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
        return true;
      }
    } catch (SystemException | RuntimeException e) {
      LOG.log(Level.WARNING, "A step's transaction could not be rolled back by the server.", e);
    }
    return false;
  }

  /**
   * Commits this thread's transaction with a success in it; rolls it back for a failure.
   *
   * @param outcome of the attempt, which has ended
   * @return what is left for the engine's loop to commit, if the transaction was not
   */
  Optional<Outcome> complete(Outcome outcome) {
    if (outcome.kind() != Outcome.Kind.SUCCESS) {
      rollBack();
      return Optional.of(outcome);
    }
    var write = new Write(outcome);
    try {
      registry.registerInterposedSynchronization(write);
      transaction.commit();
    } catch (Exception e) { // Whatever it is: the fence tells what became of the transaction.
      rollBack();
      return Optional.of(write.undone(e));
    }
    write.done();
    return Optional.empty();
  }

  /** Writes an outcome when the transaction is about to commit. */
  private final class Write implements Synchronization {

    private final Outcome outcome;
    private OutcomeBatch.@Nullable Written written;
    private @Nullable RuntimeException failure;

    Write(Outcome outcome) {
      this.outcome = outcome;
    }

    @Override
    public void beforeCompletion() {
      try (var session = new Session(database)) {
        limitIdleness(session);
        var done = batch.write(session, List.of(outcome));
        written = done;
        if (done.isRefused()) {
          registry.setRollbackOnly();
        }
      } catch (RuntimeException e) {
        failure = e;
        registry.setRollbackOnly();
      }
    }

    @Override
    public void afterCompletion(int status) {
      // Done on return from the commit, when no transaction is left on the thread.
    }

    void done() {
      if (written == null) {
        throw new IllegalStateException("The server committed without asking the engine before.");
      }
      if (written.committed()) {
        queue.wake();
      }
      deliveries.committed();
    }

    /** What to commit instead; the database refuses it if the success is committed after all. */
    Outcome undone(Exception thrown) {
      boolean refused = written != null && written.isRefused();
      if (written != null) {
        written.rolledBack();
      }
      Attempt attempt = outcome.attempt();
      if (refused) {
        return failures.outcome(attempt, claimLost());
      }
      if (failure instanceof DatabaseException statement) {
        if (statement.isLasting()) {
          LOG.log(Level.ERROR, "The database refuses the outcome of an attempt.", statement);
          return OutcomeBatch.unstorable(outcome);
        }
        return failures.outcome(attempt, statement.isOutage() ? statement : rolledBack(statement));
      }
      Throwable reason = failure == null ? thrown : failure;
      return failures.outcome(
          attempt,
          DatabaseException.outageBehind(reason)
              .<RuntimeException>map(outage -> outage)
              .orElseGet(() -> rolledBack(reason)));
    }
  }

  /** A node that vanishes between this write and the commit must not keep the task locked. */
  private void limitIdleness(Session session) {
    session.run(
        LIMIT_IDLENESS,
        statement -> {
          try (var row = statement.set("limit_ms", config.lease().toMillis()).query()) {
            return row.next();
          }
        });
  }

  private static RetryableStepException claimLost() {
    return new RetryableStepException(
        "The step's claim was lost before its transaction could commit, so what it wrote was"
            + " rolled back.",
        StepFailure.code("claim_lost"));
  }

  private static RetryableStepException rolledBack(Throwable reason) {
    String first = "";
    for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
      first = cause.getMessage() == null ? first : " (" + cause.getMessage() + ")";
    }
    return new RetryableStepException(
        "The step's transaction could not be committed and was rolled back%s. A statement may have failed in it, the handler may have marked it for rollback, or its time was up."
            .formatted(first),
        StepFailure.code("transaction_rolled_back"),
        reason);
  }
}
