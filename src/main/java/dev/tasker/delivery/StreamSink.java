package dev.tasker.delivery;

/** Where a stream of events goes to: one client. */
public interface StreamSink {

  /**
   * Tells the client that it is connected.
   *
   * @param id what it gives back if it was told nothing when it comes back
   */
  void greet(String id);

  /**
   * Sends an event; may wait for the client.
   *
   * @param id what the client gives back to go on after this event
   * @param name the event's public name
   * @param data a CloudEvent in JSON
   */
  void send(String id, String name, String data);

  /** Sends something that is no event, so that a client that is gone is noticed. */
  void beat();

  /** Whether the client is gone. */
  boolean isClosed();

  /** Ends the stream; the client may come back and go on. */
  void close();
}
