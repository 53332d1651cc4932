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

  /** What came of it: how many steps were taken back, and whether those were all. */
  private record Taken(int steps, boolean all) {}

  /**
   * Gives a dead node's steps back to the queue, in one transaction; one node does so. Steps of
   * tasks that somebody keeps locked are left for another time.
   */
  void recover(Session session, int deadNode) {
    Taken taken =
        session.run(
            RECOVER,
            statement -> {
              statement
                  .set("dead", deadNode)
                  .set("by", identity.id())
                  .set("lease_ms", config.lease().toMillis())
                  .set("max_losses", config.maxNodeLosses());
              int steps = 0;
              boolean all = false;
              try (ResultSet row = statement.query()) {
                while (row.next()) {
                  if (row.getObject("task_id") == null) {
                    all = true;
                  } else {
                    steps++;
                  }
                }
              }
              return new Taken(steps, all);
            });
    if (taken.steps() > 0) {
      LOG.log(
          Level.WARNING, "Node {0} died; {1} steps it was running go on.", deadNode, taken.steps());
      queue.wake();
    }
    if (taken.all()) {
      notices.left(deadNode, "died");
    }
  }
}
