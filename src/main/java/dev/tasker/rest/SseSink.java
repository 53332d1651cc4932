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
    // So that the client knows at once that it is connected, and when to come back.
    write(sse.newEventBuilder().comment("tasker").reconnectDelay(RECONNECT_MS).build());
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
      sink.close();
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
