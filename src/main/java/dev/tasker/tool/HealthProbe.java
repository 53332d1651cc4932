package dev.tasker.tool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a node whether it is ready. */
final class HealthProbe {

  /** What the node says of itself. */
  enum State {
    READY,
    NOT_READY,
    /** Nothing answers there. */
    NOT_RUNNING,
    /** Something answers that is no Tasker. */
    SOMETHING_ELSE
  }

  /**
   * @param state what follows from the answer
   * @param detail the answer's text, or why there is none
   */
  record Answer(State state, String detail) {}

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI ready;

  /**
   * @param base the address of the REST interface, such as {@code http://127.0.0.1:8080/tasker}
   */
  HealthProbe(URI base) {
    this.ready = URI.create(base + "/health/ready");
  }

  Answer ask() throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(ready).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      State state =
          switch (response.statusCode()) {
            case 200 -> State.READY;
            case 503 -> State.NOT_READY;
            default -> State.SOMETHING_ELSE;
          };
      return new Answer(state, response.body());
    } catch (IOException e) {
      return new Answer(State.NOT_RUNNING, Words.of(e));
    }
  }

  /**
   * Asks until the node is ready.
   *
   * @return the last answer if it was not ready in time, else empty
   */
  Optional<Answer> awaitReady(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Answer answer = ask();
    while (answer.state() != State.READY) {
      if (System.nanoTime() > deadline) {
        return Optional.of(answer);
      }
      Thread.sleep(50);
      answer = ask();
    }
    return Optional.empty();
  }
}
