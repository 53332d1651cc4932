package com.example.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SentrySubscriberTest {

  private final Receiver sentry = new Receiver();

  @AfterEach
  void close() {
    sentry.close();
  }

  @Test
  void failedStep_isAnEnvelopeWithOneEvent() {
    subscriber().onStepFailed(Examples.STEP_FAILED);

    Receiver.Call call = sentry.calls().get(0);
    assertThat(call.path()).isEqualTo("/api/42/envelope/");
    assertThat(call.contentType()).isEqualTo("application/x-sentry-envelope");
    assertThat(call.authorization()).contains("sentry_version=7", "sentry_key=abc123");
    assertThat(call.line(0).getString("event_id")).matches("[0-9a-f]{32}");
    assertThat(call.line(1).getString("type")).isEqualTo("event");
    var event = call.line(2);
    assertThat(event.getString("event_id")).isEqualTo(call.line(0).getString("event_id"));
    assertThat(event.getString("level")).isEqualTo("error");
    assertThat(event.getJsonArray("fingerprint").toString())
        .isEqualTo("[\"payments.charge\",\"call_bank\",\"HTTP_402\"]");
    assertThat(
            event
                .getJsonObject("exception")
                .getJsonArray("values")
                .getJsonObject(0)
                .getString("value"))
        .isEqualTo("the bank said no");
  }

  @Test
  void retry_isAWarning_groupedByTheTypeOfItsError() {
    subscriber().onStepRetryScheduled(Examples.RETRY);
    var event = sentry.calls().get(0).line(2);
    assertThat(event.getString("level")).isEqualTo("warning");
    assertThat(event.getJsonArray("fingerprint").getString(2)).isEqualTo("Timeout");
  }

  @Test
  void unconfigured_isOff() {
    new SentrySubscriber(Optional.empty(), "test").onStepFailed(Examples.STEP_FAILED);
    assertThat(sentry.calls()).isEmpty();
  }

  private SentrySubscriber subscriber() {
    return new SentrySubscriber(
        Optional.of(URI.create("http://abc123@127.0.0.1:" + sentry.port() + "/42")), "production");
  }
}
