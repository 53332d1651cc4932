package dev.tasker.rest;

import dev.tasker.api.task.TaskState;
import dev.tasker.health.ClusterStatus;
import dev.tasker.health.HealthReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster is. Without a database, all that comes from it is null.
 *
 * @param status {@code up}, {@code degraded} if somebody should look at something, or {@code down}
 * @param tasks how many tasks are in which state; {@code counted_to} means at least so many
 */
record StatusDocument(
    String status,
    Database database,
    @Nullable TaskCounts tasks,
    @Nullable Integer countedTo,
    @Nullable Backlog backlog,
    @Nullable List<Node> nodes,
    Templates templates) {

  static StatusDocument of(
      Optional<ClusterStatus> found, int loaded, List<HealthReport.Warning> refused) {
    var templates = Templates.of(loaded, refused);
    if (found.isEmpty()) {
      return new StatusDocument(
          "down", new Database("down", null, null), null, null, null, null, templates);
    }
    ClusterStatus cluster = found.get();
    boolean lively =
        !cluster.nodes().isEmpty() && cluster.nodes().stream().allMatch(ClusterStatus.Node::alive);
    return new StatusDocument(
        lively && refused.isEmpty() ? "up" : "degraded",
        new Database("up", cluster.schemaVersion(), cluster.answeredIn().toMillis()),
        TaskCounts.of(cluster.tasks()),
        cluster.countedTo(),
        Backlog.of(cluster.backlog()),
        cluster.nodes().stream().map(Node::of).toList(),
        templates);
  }

  /** How many tasks are in which state. */
  record TaskCounts(
      int pending, int inProgress, int complete, int error, int cancelled, int resolvedManually) {

    static TaskCounts of(Map<TaskState, Integer> tasks) {
      return new TaskCounts(
          tasks.getOrDefault(TaskState.PENDING, 0),
          tasks.getOrDefault(TaskState.IN_PROGRESS, 0),
          tasks.getOrDefault(TaskState.COMPLETE, 0),
          tasks.getOrDefault(TaskState.ERROR, 0),
          tasks.getOrDefault(TaskState.CANCELLED, 0),
          tasks.getOrDefault(TaskState.RESOLVED_MANUALLY, 0));
    }
  }

  /** Whether the database answers, and how fast. */
  record Database(String status, @Nullable String schemaVersion, @Nullable Long answeredInMs) {}

  /** What waits to run. */
  record Backlog(
      int ready,
      int dueLater,
      int overdue,
      @Nullable Instant nextDueAt,
      @Nullable OldestReadyStep oldestReadyStep) {

    static Backlog of(ClusterStatus.Backlog backlog) {
      return new Backlog(
          backlog.ready(),
          backlog.dueLater(),
          backlog.overdue(),
          backlog.nextDueAt().orElse(null),
          backlog.oldest().map(OldestReadyStep::of).orElse(null));
    }
  }

  /** The ready step of the oldest task that has one. */
  record OldestReadyStep(UUID taskId, String step, Instant since, long waitingMs) {

    static OldestReadyStep of(ClusterStatus.Oldest oldest) {
      return new OldestReadyStep(
          oldest.taskId(), oldest.step(), oldest.since(), oldest.waiting().toMillis());
    }
  }

  /** A node that has not left. */
  record Node(
      int node,
      String name,
      String version,
      boolean alive,
      Instant joinedAt,
      Instant seenAt,
      @Nullable Integer threads,
      @Nullable Integer freeThreads,
      @Nullable Integer asyncSteps,
      @Nullable Integer freeAsyncSteps,
      int refusedTemplates) {

    static Node of(ClusterStatus.Node node) {
      return new Node(
          node.number(),
          node.name(),
          node.version(),
          node.alive(),
          node.joinedAt(),
          node.seenAt(),
          node.load().map(ClusterStatus.Load::threads).orElse(null),
          node.load().map(ClusterStatus.Load::freeThreads).orElse(null),
          node.load().map(ClusterStatus.Load::asyncSteps).orElse(null),
          node.load().map(ClusterStatus.Load::freeAsyncSteps).orElse(null),
          node.refusedTemplates());
    }
  }

  /** The templates of the node that answers. */
  record Templates(int loaded, List<Refused> refused) {

    static Templates of(int loaded, List<HealthReport.Warning> warnings) {
      return new Templates(
          loaded,
          warnings.stream()
              .map(warning -> new Refused(warning.subject(), warning.problems()))
              .toList());
    }
  }

  /** A file that was not loaded, and all that is wrong with it. */
  record Refused(String file, List<String> problems) {}
}
