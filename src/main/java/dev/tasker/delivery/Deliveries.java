package dev.tasker.delivery;

import dev.tasker.database.Database;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.NamedSql;
import dev.tasker.event.EventExecutors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All who are told of committed changes. What the engine knows of it: it says when it begins, when
 * it has committed something, and when it ends. Thread-safe.
 */
@ApplicationScoped
public class Deliveries {

  private static final Logger LOG = System.getLogger(Deliveries.class.getName());
  private static final NamedSql MARK = NamedSql.load("mark_changes");
  private static final long LOOK_MS = 250;
  private static final int LOOKS_A_MARK = 20;

  /** Another node may have died between its commit and its mark. */
  private static final int LOOKS_A_MARK_AT_REST = 240;

  private static final long MARKS_APART_MS = 4_000;
  private static final long MARKS_KEPT_MS = TimeUnit.DAYS.toMillis(7);

  @Inject private Database database;
  @Inject private EventExecutors executors;
  @Inject private LocalEvents local;
  @Inject private EventStreams streams;
  @Inject private Webhooks webhooks;

  private @Nullable Future<?> looking;
  private volatile boolean changed;
  private int looks;

  /** This node has joined the cluster under a number. */
  public void joined(int node) {
    local.joined(node);
  }

  /** Begins to deliver, before the engine takes up work. */
  public void begin() {
    local.begin();
    webhooks.begin();
    looking =
        executors
            .timing()
            .scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /** This node has committed something. Costs next to nothing. */
  public void committed() {
    changed = true;
    local.wake();
    streams.wake();
    webhooks.wake();
  }

  /** Delivers the rest, as far as the time allows; the engine has stopped. */
  public void end(long limitMs) throws InterruptedException {
    if (looking != null) {
      looking.cancel(false);
    }
    webhooks.end();
    local.end(limitMs);
    streams.end();
  }

  /** What others committed, and what was committed without a word, is found by looking. */
  private void look() {
    local.wake();
    streams.look();
    webhooks.look();
    looks++;
    if (looks % (changed ? LOOKS_A_MARK : LOOKS_A_MARK_AT_REST) == 0) {
      changed = false;
      executors.delivery().execute(this::mark);
    }
  }

  private void mark() {
    try {
      database.call(
          connection -> {
            try (var statement =
                    MARK.on(connection)
                        .set("apart_ms", MARKS_APART_MS)
                        .set("keep_ms", MARKS_KEPT_MS);
                var row = statement.query()) {
              return row.next();
            }
          });
    } catch (DatabaseException e) {
      changed = true;
      LOG.log(Level.DEBUG, "The changes were not marked; they will be.", e);
    }
  }
}
