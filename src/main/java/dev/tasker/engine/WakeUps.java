package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the other nodes, by {@code NOTIFY}, that there is work for them: at most once every few
 * milliseconds, after the commit, on a connection of its own, and only if there are other nodes. A
 * lost notice costs at most a heartbeat, as each node looks for work then. Thread-safe.
 */
@ApplicationScoped
class WakeUps {

  /** The channel that all nodes listen on. */
  static final String CHANNEL = "tasker";

  /** The notice that ready steps wait in the queue. */
  static final String READY = "ready";

  private static final Logger LOG = System.getLogger(WakeUps.class.getName());
  private static final String NOTIFY = "select pg_notify(?, ?)";
  private static final long DEBOUNCE_MS = 3;

  @Inject private Database database;
  @Inject private EngineExecutors executors;

  private final AtomicBoolean pending = new AtomicBoolean();
  private volatile boolean othersLive;

  /** Whether there is anyone to tell; learnt with each heartbeat. */
  void othersLive(boolean live) {
    othersLive = live;
  }

  /** Ready steps were left in the queue. */
  void announce() {
    if (othersLive && pending.compareAndSet(false, true)) {
      var unused =
          executors.timing().schedule(this::announceNow, DEBOUNCE_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** A task whose steps may run on other nodes, or one such step, was cancelled. */
  void cancelled(UUID taskOrStepId) {
    if (othersLive) {
      executors.timing().execute(() -> send(taskOrStepId.toString()));
    }
  }

  private void announceNow() {
    pending.set(false);
    send(READY);
  }

  private void send(String notice) {
    try {
      database.call(
          connection -> {
            try (var statement = connection.prepareStatement(NOTIFY)) {
              statement.setString(1, CHANNEL);
              statement.setString(2, notice);
              return statement.execute();
            }
          });
    } catch (DatabaseException e) {
      LOG.log(Level.DEBUG, "A notice to the other nodes was not sent; they will look anyway.", e);
    }
  }
}
