package dev.tasker.engine;

import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;

/** Takes over what a dead node held. */
@ApplicationScoped
class Recovery {

  private static final Logger LOG = System.getLogger(Recovery.class.getName());
  private static final NamedSql RECOVER = NamedSql.load("recover_node");

  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private OutcomeQueue queue;
  @Inject private EngineNotices notices;

  /** Gives a dead node's steps back to the queue, in one transaction; one node does so. */
  void recover(Session session, int deadNode) {
    int steps =
        session.run(
            RECOVER,
            statement -> {
              statement
                  .set("dead", deadNode)
                  .set("by", identity.id())
                  .set("lease_ms", config.lease().toMillis())
                  .set("max_losses", config.maxNodeLosses());
              int taken = 0;
              try (ResultSet row = statement.query()) {
                while (row.next()) {
                  taken++;
                }
              }
              return taken;
            });
    if (steps > 0) {
      LOG.log(Level.WARNING, "Node {0} died; the {1} steps it was running go on.", deadNode, steps);
      queue.wake();
      notices.left(deadNode, "died");
    }
  }
}
