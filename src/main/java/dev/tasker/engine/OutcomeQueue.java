package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What waits for the engine's loop: outcomes to commit, and wishes to look for ready steps. Bounded
 * by the node's capacity, as each outcome stands for an attempt that was let in. Thread-safe.
 */
@ApplicationScoped
class OutcomeQueue {

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  /** What comes in: an outcome, or none. */
  private record Signal(Optional<Outcome> outcome, boolean wake) {
    private static final Signal WAKE = new Signal(Optional.empty(), true);
    private static final Signal TURN = new Signal(Optional.empty(), false);
  }

  /** An outcome to commit. */
  void add(Outcome outcome) {
    signals.add(new Signal(Optional.of(outcome), false));
  }

  /** There may be steps to claim, or something else has changed that the loop should look at. */
  void wake() {
    signals.add(Signal.WAKE);
  }

  /** Capacity is free again: the loop is to claim for it, if it knows that steps wait. */
  void turn() {
    signals.add(Signal.TURN);
  }

  boolean isEmpty() {
    return signals.isEmpty();
  }

  /** Waits for something to do, then takes all that is there, up to a limit. */
  Batch take(int limit) throws InterruptedException {
    List<Signal> taken = new ArrayList<>();
    taken.add(signals.take());
    signals.drainTo(taken, limit - 1);
    return new Batch(
        taken.stream().flatMap(signal -> signal.outcome().stream()).toList(),
        taken.stream().anyMatch(Signal::wake));
  }

  /**
   * What was taken.
   *
   * @param outcomes to commit
   * @param woken whether someone wished the loop to look for ready steps
   */
  record Batch(List<Outcome> outcomes, boolean woken) {}
}
