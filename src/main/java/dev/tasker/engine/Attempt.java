package dev.tasker.engine;

import dev.tasker.engine.Publications.Publication;
import dev.tasker.template.StepTemplate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One try of one step, on this node. Ends once: whoever ends it first (handler, time-out,
 * cancellation) decides the outcome. Thread-safe.
 */
final class Attempt {

  private final ActiveTask task;
  private final Claim claim;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile OptionalLong heldSince = OptionalLong.empty();
  private volatile boolean cancelled;
  private @Nullable Thread runner;
  private Runnable callOff = () -> {};
  private volatile List<Publication> published = List.of();

  Attempt(ActiveTask task, Claim claim) {
    this.task = task;
    this.claim = claim;
  }

  ActiveTask task() {
    return task;
  }

  Claim claim() {
    return claim;
  }

  StepTemplate step() {
    return task.template().step(claim.stepNo());
  }

  Lane lane() {
    return task.template().lane(claim.stepNo());
  }

  /** How many attempts count as failed if this one fails, for the back-off. */
  int failures() {
    return Math.max(1, claim.attempt() - claim.forgiven());
  }

  /** The handler is called now; false if the attempt was withdrawn meanwhile. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  /** Takes the attempt back while no handler has been called for it; false if it is too late. */
  boolean withdraw() {
    return begun.compareAndSet(false, true);
  }

  /** Ends the attempt; false if something else has ended it. */
  boolean end() {
    return ended.compareAndSet(false, true);
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** The claim is committed, and the attempt on its way to a handler. */
  void held() {
    heldSince = OptionalLong.of(System.nanoTime());
  }

  /** How long this node has held the step; nothing while the claim is not committed yet. */
  Duration age() {
    OptionalLong since = heldSince;
    return since.isPresent()
        ? Duration.ofNanos(System.nanoTime() - since.getAsLong())
        : Duration.ZERO;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Keeps an event to be committed with the attempt's success; false if there are too many. */
  synchronized boolean publish(Publication event, int limit) {
    if (published.size() >= limit) {
      return false;
    }
    if (published.isEmpty()) {
      published = new CopyOnWriteArrayList<>();
    }
    return published.add(event);
  }

  /** The events that the handler has published so far. */
  List<Publication> published() {
    return published;
  }

  /** Notes which thread runs the handler, so that it can be interrupted. */
  synchronized void runsOn(Thread thread) {
    runner = thread;
    if (cancelled) {
      thread.interrupt();
    }
  }

  /** The handler has returned: no interrupt may hit what the thread does next. */
  synchronized void leavesThread() {
    runner = null;
    // Clears an interrupt that came in the last moment; it was meant for the handler.
    Thread.interrupted();
  }

  /** Notes how to call off work that no thread waits for. */
  void onCancel(Runnable act) {
    boolean tooLate;
    synchronized (this) {
      callOff = act;
      tooLate = cancelled;
    }
    if (tooLate) {
      act.run();
    }
  }

  /** Tells the handler that its result is no longer wanted. */
  void cancel() {
    Runnable act;
    synchronized (this) {
      cancelled = true;
      act = callOff;
      if (runner != null) {
        runner.interrupt();
      }
    }
    act.run();
  }
}
