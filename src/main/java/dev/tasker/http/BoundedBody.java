package dev.tasker.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer into memory up to a limit, and hangs up beyond it. Of an answer that
 * is no success only the beginning is read, since no more of it is kept.
 */
final class BoundedBody implements BodyHandler<byte[]> {

  /** As much of an error's body as is kept. */
  static final int ERROR_LIMIT = 8 * 1024;

  private final StatusPolicy statuses;
  private final int limit;

  BoundedBody(StatusPolicy statuses, int limit) {
    this.statuses = statuses;
    this.limit = limit;
  }

  @Override
  public BodySubscriber<byte[]> apply(ResponseInfo answer) {
    if (statuses.of(answer.statusCode()) != StatusPolicy.Verdict.SUCCESS) {
      return new Reader(Math.min(limit, ERROR_LIMIT), true, 0);
    }
    long announced = answer.headers().firstValueAsLong("Content-Length").orElse(0);
    return new Reader(limit, false, announced);
  }

  /** The body of an answer is larger than the limit. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Reader implements BodySubscriber<byte[]> {

    private final int limit;
    private final boolean cuts;
    private final long announced;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    Reader(int limit, boolean cuts, long announced) {
      this.limit = limit;
      this.cuts = cuts;
      this.announced = announced;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Subscription begun) {
      subscription = begun;
      if (announced > limit) {
        hangUp(begun);
      } else {
        begun.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      Subscription open = subscription;
      if (body.isDone() || open == null) {
        return;
      }
      for (ByteBuffer part : parts) {
        int taken = Math.min(part.remaining(), limit - bytes.size());
        byte[] copy = new byte[taken];
        part.get(copy);
        bytes.writeBytes(copy);
        if (part.hasRemaining()) {
          hangUp(open);
          return;
        }
      }
      open.request(1);
    }

    private void hangUp(Subscription open) {
      open.cancel();
      if (cuts) {
        body.complete(bytes.toByteArray());
      } else {
        body.completeExceptionally(new TooLargeException());
      }
    }

    @Override
    public void onError(Throwable thrown) {
      body.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
