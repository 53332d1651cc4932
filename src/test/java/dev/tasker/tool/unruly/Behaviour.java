package dev.tasker.tool.unruly;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the witness how a call is to end, and lets it end so. */
@ApplicationScoped
class Behaviour {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long SLOW_MS = 1_000;
  private static final long TOO_LONG_MS = 6_000;
  private static final int TOO_MUCH = 2 << 20;
  private static final int HOARD = 8 << 20;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  @Nullable StepResult of(StepContext step) throws IOException, InterruptedException {
    Mood mood = ask(URI.create((String) step.config().get("url")));
    return switch (mood) {
      case GOOD -> StepResult.of("attempt", step.attempt());
      case THROWS -> throw new IllegalStateException("The witness wants it to throw.");
      case FAILS_FOR_GOOD -> throw new PermanentStepException("The witness wants it to fail.");
      case ERROR -> throw new AssertionError("The witness wants an error.");
      case HANGS -> after(TOO_LONG_MS);
      case SLOW -> after(SLOW_MS);
      case NOTHING -> null;
      case NONSENSE -> StepResult.of("thread", Thread.currentThread());
      case TOO_MUCH -> StepResult.of("text", "x".repeat(TOO_MUCH));
      case HOARDS -> hoard();
    };
  }

  private Mood ask(URI witness) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(witness).timeout(PATIENCE).POST(BodyPublishers.noBody()).build();
    return Mood.of(http.send(request, BodyHandlers.discarding()).statusCode());
  }

  /** Whoever interrupts is not heard. */
  private static StepResult after(long millis) {
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = end - System.nanoTime();
    while (left > 0) {
      try {
        if (never.await(left, TimeUnit.NANOSECONDS)) {
          throw new IllegalStateException("Nobody counts down.");
        }
      } catch (InterruptedException notHeard) {
        // That is how bad handlers are.
      }
      left = end - System.nanoTime();
    }
    return StepResult.of("late", true);
  }

  private static StepResult hoard() {
    List<byte[]> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      hoard.add(new byte[HOARD]);
    }
    return StepResult.of("hoarded", hoard.size());
  }
}
