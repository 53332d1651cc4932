package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.Session;
import dev.tasker.delivery.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;

/**
 * Stops a node so that nothing is done twice: no new claims, time for the running steps to end and
 * be committed, and what does not end in time is given back for other nodes to run.
 */
@ApplicationScoped
class GracefulStop {

  private static final Logger LOG = System.getLogger(GracefulStop.class.getName());
  private static final String REASON = "its node stopped";

  @Inject private Database database;
  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private NodeCapacity node;
  @Inject private RunningAttempts running;
  @Inject private EngineLoop engineLoop;
  @Inject private NodeLoop nodeLoop;
  @Inject private StepRunner runner;
  @Inject private Deliveries deliveries;

  void run() {
    try {
      node.capacity().close();
      boolean idle = running.awaitEmpty(config.shutdownGrace());
      if (!idle) {
        giveBack(running.all());
      }
      if (!engineLoop.stop(config.shutdownGrace().toMillis())) {
        LOG.log(Level.WARNING, "Some outcomes could not be committed; those steps run again.");
      }
      runner.stop();
      nodeLoop.stop();
      deliveries.end(config.shutdownGrace().toMillis());
      identity.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, "The stop was cut short; other nodes will take over what ran.", e);
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING,
          "The database is away; other nodes will take over what ran here: {0}",
          e.getMessage());
    }
  }

  private void giveBack(Collection<Attempt> left) {
    LOG.log(Level.WARNING, "{0} steps did not end in time and are given back.", left.size());
    try (var session = new Session(database)) {
      StepClaims.giveBack(
          session, identity.id(), left.stream().map(Attempt::claim).toList(), REASON);
    }
    // Only now: what they answer to the interrupt must not count as a failed attempt.
    left.forEach(Attempt::cancel);
  }
}
