package dev.tasker.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an {@link Engine} reports while a load runs. Thread-safe. */
public final class Progress {

  private volatile Watch watch = new Watch(0, false);

  /** One load: its workflows that run, the time each took, the time between steps. */
  private static final class Watch {
    final Map<String, Long> running = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<Double> latencies = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Double> handOffs = new ConcurrentLinkedQueue<>();
    final CountDownLatch open;
    final boolean timing;
    volatile long stepEnded;
    volatile long lastCompleted;

    Watch(int workflows, boolean timing) {
      this.open = new CountDownLatch(workflows);
      this.timing = timing;
    }
  }

  void expect(Load load) {
    watch = new Watch(load.workflows(), load.oneByOne());
  }

  void starting(String workflow) {
    watch.stepEnded = 0;
    watch.running.put(workflow, System.nanoTime());
  }

  /** The work of a step: none. */
  public String step() {
    Watch now = watch;
    if (now.timing) {
      long ended = now.stepEnded;
      if (ended != 0) {
        now.handOffs.add((System.nanoTime() - ended) / 1e6);
      }
      now.stepEnded = System.nanoTime();
    }
    return Engine.RESULT;
  }

  /** A workflow is durably complete. */
  public void completed(String workflow) {
    Watch now = watch;
    Long started = now.running.remove(workflow);
    if (started != null) {
      now.lastCompleted = System.nanoTime();
      now.latencies.add((now.lastCompleted - started) / 1e6);
      now.open.countDown();
    }
  }

  boolean isRunning(String workflow) {
    return watch.running.containsKey(workflow);
  }

  /** Waits for the last completion and returns its time. */
  long awaitAll(int seconds) throws InterruptedException, TimeoutException {
    if (!watch.open.await(seconds, TimeUnit.SECONDS)) {
      throw new TimeoutException(
          watch.open.getCount() + " workflows are not complete after " + seconds + " s");
    }
    return watch.lastCompleted;
  }

  Percentiles latencies() {
    return Percentiles.of(watch.latencies.stream().mapToDouble(ms -> ms).toArray());
  }

  Percentiles handOffs() {
    return Percentiles.of(watch.handOffs.stream().mapToDouble(ms -> ms).toArray());
  }
}
