package dev.tasker.delivery;

import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.database.DatabaseException;
import dev.tasker.event.EventExecutors;
import dev.tasker.event.EventPublisher;
import dev.tasker.event.Turn;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells this node's observers and subscribers of the changes that this node has made. They are read
 * back from the database: so nothing is told that did not happen, all that happened is told, by
 * whichever part of the engine it was made, and what waits for a slow observer takes no memory. If
 * nobody observes, nothing is read. Thread-safe.
 */
@ApplicationScoped
class LocalEvents {

  private static final Logger LOG = System.getLogger(LocalEvents.class.getName());
  private static final int PAGE = 500;
  private static final long DEBOUNCE_MS = 5;

  @Inject private ChangeFeed feed;
  @Inject private EventPublisher publisher;
  @Inject private EventExecutors executors;

  private final Set<Integer> nodes = ConcurrentHashMap.newKeySet();
  private volatile boolean active;
  private FeedPosition position = FeedPosition.at("1:1:");
  private Turn turn;
  private Pulse pulse;

  @PostConstruct
  void prepare() {
    turn = new Turn(executors.events(), this::tell);
    pulse = new Pulse(executors.timing(), DEBOUNCE_MS, turn);
  }

  /** This node has a number, perhaps a new one. */
  void joined(int node) {
    nodes.add(node);
  }

  /** Begins to tell what is committed from now on, if anybody wants to know. */
  void begin() {
    if (publisher.wantsChanges()) {
      synchronized (this) {
        position = feed.now();
      }
      active = true;
    }
  }

  /** Something was committed on this node, perhaps. */
  void wake() {
    if (active) {
      pulse.tell();
    }
  }

  /** Tells what is left, as far as the time allows. */
  void end(long limitMs) throws InterruptedException {
    if (!active) {
      return;
    }
    var done = new CountDownLatch(1);
    new Turn(
            executors.events(),
            () -> {
              tell();
              done.countDown();
            })
        .ask();
    if (!done.await(limitMs, TimeUnit.MILLISECONDS)) {
      LOG.log(Level.WARNING, "Observers were too slow to be told of the last changes.");
    }
    active = false;
  }

  private synchronized void tell() {
    try {
      boolean more = active;
      while (more) {
        ChangeFeed.Page page = feed.next(position, PAGE, Optional.of(nodes));
        for (ChangeRow row : page.rows()) {
          ChangeEvents.of(row).ifPresent(this::publish);
          position = page.after(row);
        }
        position = page.next();
        more = !page.isEmpty();
      }
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING, "Changes cannot be read now; they are told later: {0}", e.getMessage());
    }
  }

  private void publish(WorkflowEvent event) {
    publisher.publish(event);
    ChangeEvents.beside(event).ifPresent(publisher::publish);
  }
}
