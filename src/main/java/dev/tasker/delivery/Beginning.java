package dev.tasker.delivery;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Throws the body of an answer away, and hangs up if it has much of it: only its status counts, and
 * a body could have no end. A short one is read to its end, so that the connection can be used
 * again.
 */
final class Beginning implements BodySubscriber<Void> {

  private static final long LIMIT = 8L * 1024;

  private final CompletableFuture<Void> read = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private long bytes;

  static BodyHandler<Void> handler() {
    return answer -> new Beginning();
  }

  @Override
  public CompletionStage<Void> getBody() {
    return read;
  }

  @Override
  public void onSubscribe(Subscription begun) {
    subscription = begun;
    begun.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      bytes += part.remaining();
    }
    Subscription open = subscription;
    if (open == null) {
      return;
    }
    if (bytes > LIMIT) {
      open.cancel();
      read.complete(null);
    } else {
      open.request(1);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    read.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    read.complete(null);
  }
}
