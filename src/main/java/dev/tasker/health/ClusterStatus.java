package dev.tasker.health;

import dev.tasker.api.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How the cluster is. Numbers are counted no further than {@code countedTo}: beyond, they say only
 * "at least so many", and cost nothing.
 *
 * @param schemaVersion the version of the database's schema
 * @param answeredIn how long the database took for all of this
 * @param tasks how many tasks are in which state
 * @param backlog what waits to run
 * @param nodes the nodes that have not left
 * @param countedTo how far numbers are counted
 */
public record ClusterStatus(
    String schemaVersion,
    Duration answeredIn,
    Map<TaskState, Integer> tasks,
    Backlog backlog,
    List<Node> nodes,
    int countedTo) {

  /** Copies list and map. */
  public ClusterStatus {
    tasks = Map.copyOf(tasks);
    nodes = List.copyOf(nodes);
  }

  /**
   * What waits to run.
   *
   * @param ready steps that wait for nothing but a free slot
   * @param dueLater steps that become ready at a time
   * @param overdue those of them whose time is over
   * @param nextDueAt when the next one becomes ready
   * @param oldest the ready step of the oldest task that has one
   */
  public record Backlog(
      int ready, int dueLater, int overdue, Optional<Instant> nextDueAt, Optional<Oldest> oldest) {}

  /**
   * A ready step.
   *
   * @param taskId its task
   * @param step its name
   * @param since since when it is ready
   * @param waiting for how long
   */
  public record Oldest(UUID taskId, String step, Instant since, Duration waiting) {}

  /**
   * A node.
   *
   * @param number its number, a new one each time that it joins
   * @param name its name
   * @param version the version of Tasker that it runs
   * @param joinedAt when it joined
   * @param seenAt its last sign of life
   * @param alive whether that was recent enough
   * @param load how much it runs, once it has told
   * @param refusedTemplates how many templates it has found it cannot run
   */
  public record Node(
      int number,
      String name,
      String version,
      Instant joinedAt,
      Instant seenAt,
      boolean alive,
      Optional<Load> load,
      int refusedTemplates) {}

  /**
   * How much a node runs.
   *
   * @param threads how many steps may hold a thread
   * @param freeThreads how many more of them it could take
   * @param asyncSteps how many asynchronous steps may be under way
   * @param freeAsyncSteps how many more of them it could take
   */
  public record Load(int threads, int freeThreads, int asyncSteps, int freeAsyncSteps) {}
}
