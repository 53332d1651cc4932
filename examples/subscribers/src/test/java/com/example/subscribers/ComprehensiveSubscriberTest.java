package com.example.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.TaskEvent;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComprehensiveSubscriberTest {

  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void failedTask_isAnAlert_andANoteToTheBusiness_withItsRetries() {
    var subscriber =
        new ComprehensiveSubscriber(
            Optional.of(receiver.at("/alerts")), Optional.of(receiver.at("/business")));
    subscriber.onTaskStarted(new TaskEvent.Started(Examples.CHANGE, Examples.TASK));
    subscriber.onStepRetryScheduled(Examples.RETRY);
    subscriber.onStepRetryScheduled(Examples.RETRY);
    subscriber.onTaskFailed(Examples.FAILED);

    assertThat(receiver.calls())
        .extracting(Receiver.Call::path)
        .containsExactly("/alerts", "/business");
    assertThat(receiver.calls().get(0).json().getInt("retries")).isEqualTo(2);
    assertThat(receiver.calls().get(0).json().getString("step")).isEqualTo("call_bank");
    assertThat(receiver.calls().get(1).json().getString("what")).isEqualTo("failed");
  }

  @Test
  void completedTask_isToldTheBusinessAlone() {
    new ComprehensiveSubscriber(
            Optional.of(receiver.at("/alerts")), Optional.of(receiver.at("/business")))
        .onTaskCompleted(Examples.COMPLETED);
    assertThat(receiver.calls()).extracting(Receiver.Call::path).containsExactly("/business");
    assertThat(receiver.calls().get(0).json().getJsonNumber("seconds").doubleValue())
        .isEqualTo(45.2);
  }

  @Test
  void unconfigured_tellsNobodyOutside() {
    new ComprehensiveSubscriber(Optional.empty(), Optional.empty()).onTaskFailed(Examples.FAILED);
    assertThat(receiver.calls()).isEmpty();
  }
}
