package dev.tasker.delivery;

import dev.tasker.event.Turn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One client of the event stream. First it is told what it missed, read for it alone; then it joins
 * the others, for whom the changes are read once. It holds a thread only while something is written
 * to it. One that is too slow is cut off, and can go on where it was. Thread-safe.
 */
final class EventStream {

  private static final int PAGE = 500;

  private final EventFilter filter;
  private final StreamSink sink;
  private final ChangeFeed feed;
  private final int capacity;
  private final Consumer<EventStream> join;
  private final Turn turn;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private FeedPosition position;
  private boolean behind = true;
  private boolean overrun;

  /** An event and the place after it; no event for a sign of life. */
  private record Piece(FeedPosition place, Optional<OutsideEvent> event) {}

  /**
   * A stream that is behind.
   *
   * @param position what it has been told
   * @param capacity how many events may wait for it
   * @param join called when it has caught up, to let it join the others
   */
  EventStream(
      EventFilter filter,
      StreamSink sink,
      FeedPosition position,
      ChangeFeed feed,
      int capacity,
      Executor executor,
      Consumer<EventStream> join) {
    this.filter = filter;
    this.sink = sink;
    this.position = position;
    this.feed = feed;
    this.capacity = capacity;
    this.join = join;
    this.turn = new Turn(executor, this::work);
  }

  boolean isOpen() {
    return !sink.isClosed();
  }

  void close() {
    sink.close();
  }

  /** Begins to tell the client what it missed. */
  void begin() {
    turn.ask();
  }

  /** A sign of life for the client. */
  void beat() {
    add(new Piece(position, Optional.empty()));
  }

  /** An event of the time since the stream joined; taken if the client wants it. */
  void offer(FeedPosition place, OutsideEvent event) {
    if (filter.wants(event)) {
      add(new Piece(place, Optional.of(event)));
    }
  }

  /** Takes what lies between its place and that snapshot, which is where the others are. */
  void bridge(String snapshot) {
    while (!position.seen().equals(snapshot)) {
      ChangeFeed.Page page = feed.within(position, position.until().orElse(snapshot), PAGE);
      for (ChangeRow row : page.rows()) {
        OutsideEvent.of(row).ifPresent(event -> offer(page.after(row), event));
      }
      position = page.next();
    }
    behind = false;
  }

  private void work() {
    if (behind && isOpen()) {
      catchUp();
      join.accept(this);
    }
    Optional<Piece> piece = next();
    while (piece.isPresent() && isOpen()) {
      Piece sent = piece.get();
      sent.event().ifPresentOrElse(event -> send(sent.place(), event), sink::beat);
      piece = next();
    }
    cutOff();
  }

  private void catchUp() {
    boolean more = true;
    while (more && isOpen()) {
      ChangeFeed.Page page = feed.next(position, PAGE, Optional.empty());
      for (ChangeRow row : page.rows()) {
        OutsideEvent.of(row).filter(filter::wants).ifPresent(it -> send(page.after(row), it));
      }
      position = page.next();
      more = !page.isEmpty();
    }
  }

  private void add(Piece piece) {
    synchronized (waiting) {
      overrun |= waiting.size() >= capacity;
      if (!overrun) {
        waiting.add(piece);
      }
    }
    turn.ask();
  }

  private Optional<Piece> next() {
    synchronized (waiting) {
      return Optional.ofNullable(waiting.poll());
    }
  }

  /** After what it has taken in order, the client is to come back and ask for the rest. */
  private void cutOff() {
    synchronized (waiting) {
      if (overrun && isOpen()) {
        sink.close();
      }
    }
  }

  private void send(FeedPosition place, OutsideEvent event) {
    sink.send(place.toString(), event.name(), event.json());
  }
}
