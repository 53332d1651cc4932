package dev.tasker.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this node has watched the cluster without a break for as long as a node may be silent.
 * After a break (the database was away, or this node was frozen) the silence of the others tells
 * nothing: they may have been cut off as well, with outcomes at hand. So they get the time of a
 * lease to be heard again, before they are declared dead. Not thread-safe.
 */
final class Vigil {

  private final long leaseNanos;
  private final LongSupplier nanoTime;
  private long lastBeat;
  private long begun;

  /** Begins now; a node that has just joined has had no break. */
  Vigil(Duration lease, LongSupplier nanoTime) {
    this.leaseNanos = lease.toNanos();
    this.nanoTime = nanoTime;
    this.lastBeat = nanoTime.getAsLong();
    this.begun = lastBeat - leaseNanos;
  }

  /** Counts a heartbeat; tells whether others that are silent may be declared dead after it. */
  boolean beat() {
    long now = nanoTime.getAsLong();
    if (now - lastBeat > leaseNanos / 2) {
      begun = now;
    }
    lastBeat = now;
    return now - begun >= leaseNanos;
  }
}
