package dev.tasker.engine;

import dev.tasker.database.NamedSql;
import dev.tasker.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Keeps the queue short to walk, also while a long report keeps PostgreSQL from clearing away what
 * has died in it; {@code docs/adr/0009-renew-the-queue.md} tells why. Used by the heartbeat alone.
 */
@ApplicationScoped
class QueueCare {

  private static final Logger LOG = System.getLogger(QueueCare.class.getName());
  private static final NamedSql RENEW = NamedSql.load("renew_queue");

  /** After the table was in use: each attempt holds everybody up for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private long notBefore = System.nanoTime();

  /** Renews the queue's table, unless it is in use or was in use lately. */
  void renew(Session session) {
    if (System.nanoTime() - notBefore < 0) {
      return;
    }
    if (isRenewed(session)) {
      LOG.log(Level.DEBUG, "The queue's table was mostly dead entries and has been renewed.");
    } else {
      notBefore = System.nanoTime() + PATIENCE.toNanos();
    }
  }

  /** Whether the table was there to be renewed, and sparse still. */
  static boolean isRenewed(Session session) {
    return session.run(
        RENEW,
        statement -> {
          try (var row = statement.query()) {
            return row.next() && row.getBoolean("renewed");
          }
        });
  }
}
