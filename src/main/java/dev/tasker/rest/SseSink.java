package dev.tasker.rest;

import dev.tasker.delivery.StreamSink;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of the event stream. One that takes nothing for long is cut off. */
final class SseSink implements StreamSink {

  private static final Logger LOG = System.getLogger(SseSink.class.getName());
  private static final long PATIENCE_SECONDS = 20;
  private static final long RECONNECT_MS = 1_000;

  private final SseEventSink sink;
  private final Sse sse;

  SseSink(SseEventSink sink, Sse sse) {
    this.sink = sink;
    this.sse = sse;
  }

  /**
   * An event without data is none to the client, which keeps its id and how soon to come back.
   * Payara would leave both out if no data were set at all.
   */
  @Override
  public void greet(String id) {
    write(
        sse.newEventBuilder()
            .comment("tasker")
            .id(id)
            .reconnectDelay(RECONNECT_MS)
            .data(String.class, "")
            .build());
  }

  @Override
  public void send(String id, String name, String data) {
    write(sse.newEventBuilder().id(id).name(name).data(String.class, data).build());
  }

  @Override
  public void beat() {
    write(sse.newEventBuilder().comment("alive").build());
  }

  @Override
  public boolean isClosed() {
    return sink.isClosed();
  }

  @Override
  public void close() {
    if (!sink.isClosed()) {
      try {
        sink.close();
      } catch (RuntimeException e) {
        // While the server stops, parts that its stream would tidy up are gone already.
        LOG.log(Level.DEBUG, "An event stream ended untidily.", e);
      }
    }
  }

  private void write(OutboundSseEvent event) {
    if (sink.isClosed()) {
      return;
    }
    try {
      sink.send(event).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "A client of the event stream is gone or takes nothing.", e);
      close();
    }
  }
}
