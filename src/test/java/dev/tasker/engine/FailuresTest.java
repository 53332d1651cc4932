package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.RetryableStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.database.Json;
import dev.tasker.registry.BoundHandler;
import dev.tasker.template.TaskTemplate;
import dev.tasker.template.TemplateFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private final Failures failures =
      new Failures(Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC));

  @Test
  void permanentException_endsForGood_withItsDetails() {
    Outcome outcome =
        of(
            new PermanentStepException(
                "no such cart", StepFailure.http("HTTP_404", 404, "gone", null)));
    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.PERMANENT);
    assertThat(error(outcome))
        .containsEntry("message", "no such cart")
        .containsEntry("type", PermanentStepException.class.getName())
        .containsEntry("code", "HTTP_404")
        .containsEntry("http_status", 404L)
        .containsEntry("http_body", "gone")
        .containsEntry("attempt", 2L)
        .containsEntry("occurred_at", "2026-01-02T03:04:05.678Z");
  }

  @Test
  void anyOtherException_mayBeRetriedAfterTheBackOff() {
    Outcome outcome = of(new IllegalStateException("later"));
    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.RETRYABLE);
    assertThat(outcome.forgiven()).isFalse();
    assertThat(outcome.delay()).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
  }

  @Test
  void retryAfter_replacesTheBackOff() {
    var failure = StepFailure.none().withRetryAfter(Duration.ofSeconds(7));
    Outcome outcome = of(new RetryableStepException("busy", failure));
    assertThat(outcome.delay()).isEqualTo(Duration.ofSeconds(7));
    assertThat(error(outcome)).containsEntry("retry_after", 7.0);
  }

  @Test
  void openCircuitAndFullBulkhead_areForgiven() {
    assertThat(of(new CircuitBreakerOpenException("open")).forgiven()).isTrue();
    assertThat(of(new BulkheadException("full")).forgiven()).isTrue();
    assertThat(error(of(new CircuitBreakerOpenException("open"))))
        .containsEntry("code", "circuit_open");
  }

  @Test
  void asynchronousWrappers_areTakenOff() {
    Outcome outcome = of(new CompletionException(new PermanentStepException("inner")));
    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.PERMANENT);
    assertThat(error(outcome)).containsEntry("message", "inner");
  }

  @Test
  void whatTheDatabaseCannotHold_isReplaced() {
    assertThat(error(of(new IllegalStateException("a\0b\uD800c"))))
        .containsEntry("message", "a\uFFFDb\uFFFDc");
  }

  @Test
  void longTexts_areCut_andFramesAreTen() {
    Map<String, Object> error =
        error(
            of(
                new PermanentStepException(
                    "m".repeat(100_000),
                    StepFailure.http("HTTP_500", 500, "b".repeat(100_000), null))));
    assertThat((String) error.get("message")).hasSize(4096);
    assertThat((String) error.get("http_body")).hasSize(8192);
    assertThat((List<?>) error.get("frames")).hasSizeLessThanOrEqualTo(10).isNotEmpty();
  }

  @Test
  void exceptionWithoutMessage_isNamed() {
    assertThat(error(of(new ArrayIndexOutOfBoundsException())))
        .containsEntry("message", "The handler failed with a ArrayIndexOutOfBoundsException.");
  }

  private Outcome of(Throwable thrown) {
    return failures.outcome(attempt(), thrown);
  }

  private static Map<String, Object> error(Outcome outcome) {
    return Json.object(Objects.requireNonNull(outcome.document()));
  }

  private static Attempt attempt() {
    TaskTemplate template = EngineFixture.template("a");
    var runnable =
        new RunnableTemplate(
            TemplateFixture.loaded(EngineFixture.TEMPLATE, template),
            List.of(new BoundHandler.Blocking(step -> null, FailuresTest.class)));
    UUID taskId = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");
    var task = new ActiveTask(taskId, runnable, new ActiveTask.Origin(0, "test", "corr"), "{}");
    return new Attempt(task, new Claim(taskId, 0, 2, 1, 0, 3, Optional.empty()));
  }
}
