package dev.tasker.engine;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import dev.tasker.registry.BoundHandler;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handlers of claimed attempts and hands their outcomes on. An attempt ends by its
 * handler's return or by its time-out, whichever comes first. Thread-safe.
 */
@ApplicationScoped
class StepRunner {

  /** Threads that begin asynchronous handlers, so that busy ones do not hold them up. */
  private static final int BEGINNERS = 4;

  @Inject private EngineConfig config;
  @Inject private EngineExecutors executors;
  @Inject private InvocationFactory invocations;
  @Inject private Failures failures;
  @Inject private ResultTexts results;
  @Inject private StepTransactions transactions;
  @Inject private NodeCapacity node;
  @Inject private OutcomeQueue outcomes;
  @Inject private EngineLoop loop;
  @Inject private LookAhead lookAhead;
  @Inject private RunningAttempts running;

  private @Nullable StepWorkers threads;
  private @Nullable StepWorkers beginners;

  @PostConstruct
  void prepare() {
    threads = new StepWorkers(executors.steps(), config.threads());
    beginners = new StepWorkers(executors.steps(), BEGINNERS);
  }

  /**
   * Runs an attempt of a claim that the database has just told of; its capacity is reserved. One
   * that this node knows already, as an answer was lost and asked for again, is not run twice.
   */
  void begin(Attempt attempt) {
    start(attempt, running.add(attempt));
  }

  /** Runs an attempt of a claim that the database told of when it was asked; as {@link #begin}. */
  void takeUp(Attempt attempt) {
    start(attempt, running.takeUp(attempt));
  }

  private void start(Attempt attempt, boolean isNew) {
    if (isNew) {
      start(attempt);
    } else {
      node.capacity().release(attempt.lane(), 1);
    }
  }

  /** Runs an attempt soon that this node knows; its claim is committed, its capacity reserved. */
  void start(Attempt attempt) {
    attempt.held();
    workers(attempt.lane()).execute(() -> run(attempt));
  }

  /** Lets the threads go when they have nothing more to do. */
  void stop() {
    workers(Lane.THREAD).stop();
    workers(Lane.PLACE).stop();
  }

  private StepWorkers workers(Lane lane) {
    StepWorkers workers = lane == Lane.THREAD ? threads : beginners;
    if (workers == null) {
      throw new IllegalStateException("The runner is not prepared yet.");
    }
    return workers;
  }

  private void run(Attempt attempt) {
    if (attempt.isCancelled() || !attempt.begin()) {
      // Nobody waits for it: its claim is gone, or was given back.
      running.remove(attempt);
      node.capacity().release(attempt.lane(), 1);
      return;
    }
    BoundHandler handler = attempt.task().template().handler(attempt.claim().stepNo());
    LogContext.enter(attempt);
    try {
      if (handler instanceof BoundHandler.Blocking blocking) {
        runBlocking(attempt, blocking);
      } else if (handler instanceof BoundHandler.Transactional transactional) {
        runTransactional(attempt, transactional);
      } else if (handler instanceof BoundHandler.Asynchronous asynchronous) {
        runAsynchronous(attempt, asynchronous);
      }
    } finally {
      LogContext.leave();
    }
  }

  private void runBlocking(Attempt attempt, BoundHandler.Blocking blocking) {
    long begun = System.nanoTime();
    Outcome outcome = call(attempt, blocking.handler());
    lookAhead.ran(System.nanoTime() - begun);
    transactions.endLeftOpen(attempt);
    node.capacity().release(Lane.THREAD, 1);
    if (attempt.end()) {
      commit(outcome);
    }
  }

  private void commit(Outcome outcome) {
    boolean committed = false;
    try {
      committed = loop.commitHere(outcome);
    } finally {
      if (!committed) {
        outcomes.add(outcome);
      }
    }
  }

  /** The attempt's success is committed here and now, with what the handler has written. */
  private void runTransactional(Attempt attempt, BoundHandler.Transactional transactional) {
    long begun = System.nanoTime();
    Outcome outcome =
        call(
            attempt,
            step -> {
              transactions.begin(step.timeout());
              return transactional.handler().handle(step);
            });
    node.capacity().release(Lane.THREAD, 1);
    if (attempt.end()) {
      transactions.complete(outcome).ifPresentOrElse(outcomes::add, outcomes::turn);
    } else {
      transactions.rollBack();
      outcomes.turn();
    }
    lookAhead.ran(System.nanoTime() - begun);
  }

  private Outcome call(Attempt attempt, StepHandler handler) {
    Optional<Future<?>> limit = Optional.empty();
    attempt.runsOn(Thread.currentThread());
    try {
      limit = limitTime(attempt);
      StepContext context = invocations.of(attempt);
      return Outcome.success(attempt, results.text(handler.handle(context)));
    } catch (Throwable thrown) { // Whatever a handler throws is the outcome of its attempt.
      return failures.outcome(attempt, thrown);
    } finally {
      attempt.leavesThread();
      limit.ifPresent(timer -> timer.cancel(false));
    }
  }

  private void runAsynchronous(Attempt attempt, BoundHandler.Asynchronous asynchronous) {
    try {
      StepContext context = invocations.of(attempt);
      CompletableFuture<StepResult> result = begun(asynchronous, context, attempt);
      attempt.onCancel(() -> result.cancel(true));
      Optional<Future<?>> limit = limitTime(attempt);
      var unused =
          result.whenComplete(
              (done, thrown) -> {
                limit.ifPresent(timer -> timer.cancel(false));
                node.capacity().release(Lane.PLACE, 1);
                end(attempt, outcome(attempt, done, thrown));
              });
    } catch (Throwable thrown) { // Whatever a handler throws is the outcome of its attempt.
      node.capacity().release(Lane.PLACE, 1);
      end(attempt, failures.outcome(attempt, thrown));
    }
  }

  private Outcome outcome(Attempt attempt, @Nullable StepResult done, @Nullable Throwable thrown) {
    if (thrown != null) {
      return failures.outcome(attempt, thrown);
    }
    try {
      return Outcome.success(attempt, results.text(done));
    } catch (PermanentStepException e) {
      return failures.outcome(attempt, e);
    }
  }

  private CompletableFuture<StepResult> begun(
      BoundHandler.Asynchronous asynchronous, StepContext context, Attempt attempt)
      throws Exception {
    CompletionStage<StepResult> stage;
    try {
      stage = asynchronous.handler().handle(context);
    } finally {
      transactions.endLeftOpen(attempt);
    }
    if (stage == null) {
      throw new PermanentStepException(
          "The handler returned null in place of a stage. Return a stage that completes with the"
              + " step's results.");
    }
    return stage.toCompletableFuture();
  }

  /** Ends the attempt as failed when its time is up, and calls its work off. */
  private Optional<Future<?>> limitTime(Attempt attempt) {
    return attempt
        .step()
        .timeout()
        .map(
            time ->
                executors
                    .timing()
                    .schedule(
                        () -> timeOut(attempt, time), time.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void timeOut(Attempt attempt, Duration time) {
    var late =
        new RetryableStepException(
            "The attempt did not end within its timeout of " + time.toMillis() + " ms.",
            StepFailure.code("timeout"));
    end(attempt, failures.outcome(attempt, late));
    attempt.cancel();
  }

  private void end(Attempt attempt, Outcome outcome) {
    if (attempt.end()) {
      outcomes.add(outcome);
    }
  }
}
