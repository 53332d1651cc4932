package dev.tasker.insight;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskState;
import dev.tasker.graph.StepGraph;
import dev.tasker.insight.StepSnapshot.Attempts;
import dev.tasker.insight.StepSnapshot.Holder;
import dev.tasker.insight.StepSnapshot.QueueEntry;
import dev.tasker.insight.TaskSnapshot.Cluster;
import dev.tasker.insight.TaskSnapshot.Node;
import dev.tasker.insight.TaskSnapshot.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Builds snapshots for tests: steps are given in the order of their parents. */
final class Snapshots {

  static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");
  static final Node IDLE = new Node("n1", false, true, true, false);
  static final Node FULL = new Node("n2", false, false, false, false);
  static final Node REFUSING = new Node("n3", false, true, true, true);
  static final Node SILENT = new Node("n4", true, true, true, false);

  private final List<StepSnapshot> steps = new ArrayList<>();
  private final Map<String, List<String>> parents = new HashMap<>();
  private TaskState status = TaskState.IN_PROGRESS;
  private Cluster cluster = new Cluster(List.of(IDLE), 0, 0, 1000, List.of());

  Snapshots status(TaskState state) {
    status = state;
    return this;
  }

  Snapshots nodes(int ahead, Node... nodes) {
    cluster = new Cluster(List.of(nodes), ahead, ahead + 1, 1000, List.of("payments.charge"));
    return this;
  }

  /** Adds a step without attempts. */
  Snapshots step(String name, StepState state, String... after) {
    return add(name, state, after, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Snapshots ready(String name, String... after) {
    return queued(name, null, after);
  }

  Snapshots queued(String name, Instant dueAt, String... after) {
    var entry = new QueueEntry(Optional.ofNullable(dueAt));
    return add(
        name, StepState.PENDING, after, Optional.of(entry), Optional.empty(), Optional.empty());
  }

  Snapshots running(String name, Duration silentFor, boolean left, Duration timeout) {
    var holder = new Holder("n1", NOW.minus(silentFor), left);
    return add(
        name,
        StepState.IN_PROGRESS,
        new String[0],
        Optional.empty(),
        Optional.of(holder),
        Optional.ofNullable(timeout));
  }

  /** Adds a step in error; it is retried if there is a time. */
  Snapshots failed(String name, Attempts attempts, Instant retryAt, boolean inQueue) {
    parents.put(name, List.of());
    steps.add(
        new StepSnapshot(
            steps.size(),
            name,
            StepState.ERROR,
            attempts,
            false,
            Optional.ofNullable(retryAt),
            inQueue ? Optional.of(new QueueEntry(Optional.ofNullable(retryAt))) : Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  static Attempts attempts(int made, int forgiven, boolean retryable, String message, String code) {
    return new Attempts(
        made,
        forgiven,
        "node_lost".equals(code) ? 3 : 0,
        3,
        retryable,
        Optional.of(NOW.minusSeconds(12)),
        Optional.ofNullable(message),
        Optional.ofNullable(code));
  }

  TaskSnapshot build() {
    return new TaskSnapshot(
        TASK,
        status,
        NOW,
        steps,
        StepGraph.of(steps.stream().map(StepSnapshot::name).toList(), parents),
        cluster,
        new Timing(Duration.ofSeconds(10), Duration.ofMinutes(1)));
  }

  private Snapshots add(
      String name,
      StepState state,
      String[] after,
      Optional<QueueEntry> entry,
      Optional<Holder> holder,
      Optional<Duration> timeout) {
    parents.put(name, Arrays.asList(after));
    boolean running = state == StepState.IN_PROGRESS;
    var attempts =
        new Attempts(
            running ? 2 : 0,
            0,
            0,
            3,
            true,
            running ? Optional.of(NOW.minusSeconds(12)) : Optional.empty(),
            Optional.empty(),
            Optional.empty());
    steps.add(
        new StepSnapshot(
            steps.size(), name, state, attempts, false, Optional.empty(), entry, holder, timeout));
    return this;
  }
}
