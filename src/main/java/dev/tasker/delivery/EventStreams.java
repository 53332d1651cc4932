package dev.tasker.delivery;

import dev.tasker.database.DatabaseException;
import dev.tasker.event.EventExecutors;
import dev.tasker.event.Turn;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients of the event stream on this node. The changes of all nodes are read once for all of
 * them, and not at all while there is none. Thread-safe.
 */
@ApplicationScoped
public class EventStreams {

  private static final Logger LOG = System.getLogger(EventStreams.class.getName());
  private static final int PAGE = 500;
  private static final long DEBOUNCE_MS = 5;
  private static final int LOOKS_A_BEAT = 60;

  @Inject private ChangeFeed feed;
  @Inject private EventExecutors executors;
  @Inject private DeliveryConfig config;

  /** All streams; those that are behind among them. */
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  /** Those that are told what is read once for all. */
  private final Set<EventStream> joined = ConcurrentHashMap.newKeySet();

  private FeedPosition position = FeedPosition.at("1:1:");
  private int looks;
  private Turn turn;
  private Pulse pulse;

  @PostConstruct
  void prepare() {
    turn = new Turn(executors.delivery(), this::tell);
    pulse = new Pulse(executors.timing(), DEBOUNCE_MS, turn);
  }

  /** Whether there is room for another client. */
  public boolean hasRoom() {
    return streams.size() < config.maxStreams();
  }

  /** Whether a text is a place to go on from. */
  public static boolean isPlace(String lastEventId) {
    return FeedPosition.parse(lastEventId).isPresent();
  }

  /**
   * Opens a stream.
   *
   * @param filter what the client wants
   * @param lastEventId after which event it wants to go on; empty for what comes from now on
   */
  public void open(EventFilter filter, Optional<String> lastEventId, StreamSink sink) {
    FeedPosition from = lastEventId.flatMap(FeedPosition::parse).orElseGet(() -> feed.now());
    var stream =
        new EventStream(
            filter, sink, from, feed, config.streamQueue(), executors.delivery(), this::join);
    sink.greet(from.toString());
    streams.add(stream);
    stream.begin();
  }

  /** Something was committed, perhaps. */
  void wake() {
    if (!joined.isEmpty()) {
      pulse.tell();
    }
  }

  /** Looks for what others committed, and for clients that are gone. */
  void look() {
    streams.removeIf(stream -> !stream.isOpen());
    joined.retainAll(streams);
    wake();
    looks++;
    if (looks % LOOKS_A_BEAT == 0) {
      streams.forEach(EventStream::beat);
    }
  }

  /** Ends all streams; the clients will come back to another node. */
  void end() {
    streams.forEach(EventStream::close);
  }

  /** A stream has caught up, but for what was committed while it did. */
  private synchronized void join(EventStream stream) {
    if (joined.isEmpty()) {
      position = feed.now();
    } else {
      read();
    }
    stream.bridge(position.seen());
    joined.add(stream);
  }

  private synchronized void tell() {
    try {
      read();
    } catch (DatabaseException e) {
      LOG.log(Level.DEBUG, "Changes cannot be read now; the streams are told later.", e);
    }
  }

  private void read() {
    boolean more = true;
    while (more) {
      ChangeFeed.Page page = feed.next(position, PAGE, Optional.empty());
      for (ChangeRow row : page.rows()) {
        OutsideEvent.of(row)
            .ifPresent(event -> joined.forEach(it -> it.offer(page.after(row), event)));
      }
      position = page.next();
      more = !page.isEmpty();
    }
  }
}
