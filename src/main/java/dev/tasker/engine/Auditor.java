package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import dev.tasker.engine.StepClaims.Claimed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Walks over the active tasks, a slice at a time, and repairs what would hang: the net below the
 * engine. Each repair is logged and counted, as it tells of a defect. Runs on a timer's thread.
 */
@ApplicationScoped
class Auditor {

  private static final Logger LOG = System.getLogger(Auditor.class.getName());
  private static final NamedSql AUDIT = NamedSql.load("audit_tasks");
  private static final NamedSql STALE = NamedSql.load("stale_claims");
  private static final UUID FIRST = new UUID(0, 0);
  private static final int SLICE = 1_000;
  private static final int SLICES_A_RUN = 20;
  private static final String REASON = "its node had lost sight of it";

  @Inject private Database database;
  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private RunningAttempts running;
  @Inject private OutcomeQueue queue;
  @Inject private Doubts doubts;

  private final AtomicLong repairs = new AtomicLong();
  private UUID after = FIRST;

  /** How many things this node has repaired since it started. */
  long repairs() {
    return repairs.get();
  }

  /** Looks at the next slices; begins anew after the last. */
  synchronized void run() {
    try (var session = new Session(database)) {
      for (int slice = 0; slice < SLICES_A_RUN; slice++) {
        Optional<UUID> last = audit(session);
        if (last.isEmpty()) {
          after = FIRST;
          return;
        }
        if (!doubts.remain()) {
          // Else the engine's loop is about to ask what this node holds, and runs it.
          giveBackUnknown(session, last.get());
        }
        after = last.get();
      }
    }
  }

  /** Audits a slice; the last task of it, empty if there was none. */
  private Optional<UUID> audit(Session session) {
    return session.run(
        AUDIT,
        statement -> {
          statement.set("after", after).set("limit", SLICE).set("node", identity.id());
          try (ResultSet row = statement.query()) {
            while (row.next()) {
              UUID taskId = row.getObject("task_id", UUID.class);
              if (row.getString("finding").equals("slice")) {
                return Optional.ofNullable(taskId);
              }
              repaired(taskId, row.getString("finding"));
            }
          }
          return Optional.empty();
        });
  }

  /** Gives back what the database thinks this node runs, and it does not. */
  private void giveBackUnknown(Session session, UUID until) {
    List<Claim> unknown =
        running.unknown(() -> stale(session, until)).stream().map(Claimed::claim).toList();
    if (!unknown.isEmpty()) {
      StepClaims.giveBack(session, identity.id(), unknown, REASON);
      unknown.forEach(claim -> repaired(claim.taskId(), "unknown_claim"));
    }
  }

  private List<Claimed> stale(Session session, UUID until) {
    return session.run(
        STALE,
        statement -> {
          statement
              .set("after", after)
              .set("until", until)
              .set("node", identity.id())
              .set("age_ms", config.lease().toMillis());
          List<Claimed> stale = new ArrayList<>();
          try (ResultSet row = statement.query()) {
            while (row.next()) {
              stale.add(
                  new Claimed(OutcomeCommits.claim(row), row.getObject("template_id", UUID.class)));
            }
          }
          return stale;
        });
  }

  private void repaired(UUID taskId, String finding) {
    repairs.incrementAndGet();
    queue.wake();
    LOG.log(
        Level.WARNING,
        "The auditor found task {0} stuck ({1}) and repaired it. Please report this.",
        taskId,
        finding);
  }
}
