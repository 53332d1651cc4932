package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The node's tie to the cluster, on one thread with one connection: proves that the node lives,
 * hears what other nodes have to say, and looks for work and for dead nodes with each heartbeat. An
 * idle node sends nothing else.
 */
@ApplicationScoped
class NodeLoop implements Runnable {

  private static final Logger LOG = System.getLogger(NodeLoop.class.getName());

  @Inject private Database database;
  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private NodeDuties duties;
  @Inject private NodeLoad load;

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long nextBeat = System.nanoTime();
  private boolean reachable = true;

  @Override
  public void run() {
    var session = new Session(database);
    try {
      while (stopping.getCount() > 0) {
        turn(session);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "The container took the heartbeat's thread back.", e);
      Thread.currentThread().interrupt();
    } finally {
      session.close();
      stopped.countDown();
    }
  }

  /** Ends the loop; waits for that, for a heartbeat's time at most. */
  void stop() throws InterruptedException {
    stopping.countDown();
    if (!stopped.await(config.heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.log(Level.WARNING, "The heartbeat did not stop in time; the database may be away.");
    }
  }

  private void turn(Session session) throws InterruptedException {
    try {
      listen(session);
      beat(session);
      hear(session);
      if (!reachable) {
        reachable = true;
        LOG.log(Level.INFO, "The database is back.");
      }
    } catch (SQLException | RuntimeException e) {
      session.close();
      if (DatabaseException.mayPass(e)) {
        lost(e);
        stopping.await(config.heartbeat().toMillis() / 2, TimeUnit.MILLISECONDS);
      } else {
        LOG.log(Level.ERROR, "A duty of the node failed; it is done again with the next beat.", e);
        stopping.await(config.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void lost(Exception failure) {
    if (reachable) {
      reachable = false;
      // What a server puts around a connection may hide the reason in an exception without words.
      Throwable reason = failure;
      while (reason.getMessage() == null && reason.getCause() != null) {
        reason = reason.getCause();
      }
      LOG.log(
          Level.WARNING,
          "The database cannot be reached; running steps go on, new ones wait: {0}",
          reason.getMessage());
    }
  }

  private static void listen(Session session) throws SQLException {
    if (session.isOpen()) {
      return;
    }
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("listen " + WakeUps.CHANNEL);
    }
  }

  private void beat(Session session) {
    long now = System.nanoTime();
    if (nextBeat - now > 0) {
      return;
    }
    nextBeat = now + config.heartbeat().toNanos();
    Beat beat = Beat.send(session, identity.id(), config.lease(), config.maxWaiting(), load.now());
    duties.after(beat, session);
  }

  private void hear(Session session) throws SQLException {
    long leftMs = TimeUnit.NANOSECONDS.toMillis(nextBeat - System.nanoTime());
    PGNotification[] notices =
        session
            .connection()
            .unwrap(PGConnection.class)
            .getNotifications((int) Math.max(1, Math.min(leftMs, 500)));
    if (notices == null) {
      return;
    }
    for (PGNotification notice : notices) {
      if (notice.getParameter().equals(WakeUps.READY)) {
        duties.lookForWork();
      } else {
        duties.cancel(UUID.fromString(notice.getParameter()));
      }
    }
  }
}
