package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.engine.NewTasks.Stored;
import dev.tasker.task.TaskInserts.NewRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores new tasks that arrive at the same time in one transaction: while one caller waits for the
 * database, the others gather, and the first of them then stores them all. An idle engine stores
 * each at once, on its caller's thread. Thread-safe.
 */
@ApplicationScoped
class Arrivals {

  private static final int MOST_TOGETHER = 100;

  private final Queue<Arrival> waiting = new ArrayDeque<>();
  private Database database;
  private boolean busy;

  /** For the container. */
  @SuppressWarnings("NullAway.Init") // A proxy, which is never asked.
  Arrivals() {}

  @Inject
  Arrivals(Database database) {
    this.database = database;
  }

  /** A task that waits to be stored; guarded by the monitor of its {@link Arrivals}. */
  private static final class Arrival {
    private final NewRow row;
    private boolean done;
    private @Nullable Stored stored;
    private @Nullable RuntimeException failure;

    Arrival(NewRow row) {
      this.row = row;
    }
  }

  /**
   * Stores a task, committed on return. Not for callers with a transaction of their own.
   *
   * @param nodeId the node that stores it, and runs the steps whose placement has a token
   * @throws dev.tasker.api.task.TaskRefusedException if its key was used with another request
   * @throws DatabaseException if that failed; where the connection was lost, it may be stored
   *     nevertheless
   */
  Stored store(int nodeId, NewRow row) {
    var mine = new Arrival(row);
    List<Arrival> together = await(mine);
    if (!together.isEmpty()) {
      try {
        storeAll(nodeId, together);
      } finally {
        finish(together);
      }
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return Objects.requireNonNull(mine.stored);
  }

  /** Waits until this arrival is stored, or it is this caller's turn to store those returned. */
  private synchronized List<Arrival> await(Arrival mine) {
    waiting.add(mine);
    boolean interrupted = false;
    while (busy && !mine.done) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Whether the task is stored must be known first; the caller hears of it afterwards.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Arrival> together = new ArrayList<>();
    if (!mine.done) {
      busy = true;
      while (!waiting.isEmpty() && together.size() < MOST_TOGETHER) {
        together.add(waiting.remove());
      }
    }
    return together;
  }

  private synchronized void finish(List<Arrival> together) {
    together.forEach(arrival -> arrival.done = true);
    busy = false;
    notifyAll();
  }

  private void storeAll(int nodeId, List<Arrival> together) {
    if (together.size() == 1) {
      storeAlone(nodeId, together.get(0));
      return;
    }
    try {
      List<NewRow> rows = together.stream().map(arrival -> arrival.row).toList();
      Map<UUID, Instant> stored =
          database.call(connection -> NewTasks.storeFree(connection, nodeId, rows));
      for (Arrival arrival : together) {
        UUID taskId = arrival.row.draft().taskId();
        Instant at = stored.get(taskId);
        if (at == null) {
          storeAlone(nodeId, arrival);
        } else {
          arrival.stored = new Stored(List.of(taskId), Optional.of(at));
        }
      }
    } catch (DatabaseException e) {
      if (e.isLasting()) {
        // One of them cannot be stored; the others must not suffer from it.
        together.forEach(arrival -> storeAlone(nodeId, arrival));
      } else {
        together.forEach(arrival -> arrival.failure = e);
      }
    } catch (RuntimeException e) {
      together.forEach(arrival -> arrival.failure = e);
    }
  }

  private void storeAlone(int nodeId, Arrival arrival) {
    try {
      arrival.stored =
          database.call(
              connection -> NewTasks.store(connection, nodeId, List.of(arrival.row), false));
    } catch (RuntimeException e) {
      arrival.failure = e;
    }
  }
}
