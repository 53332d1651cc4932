package com.example.subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.event.TaskEvent;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackSubscriberTest {

  private final Receiver slack = new Receiver();

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void failedTask_isAMessageWithBlocks() {
    subscriber("production").onTaskFailed(Examples.FAILED);

    var message = slack.calls().get(0).json();
    assertThat(slack.calls().get(0).path()).isEqualTo("/services/T/B/X");
    assertThat(message.getString("channel")).isEqualTo("#ops");
    assertThat(message.getString("text")).contains("payments.charge failed at call_bank");
    var blocks = message.getJsonArray("blocks");
    assertThat(blocks).hasSize(3);
    assertThat(blocks.getJsonObject(0).getString("type")).isEqualTo("section");
    assertThat(blocks.getJsonObject(0).getJsonObject("text").getString("type")).isEqualTo("mrkdwn");
    assertThat(blocks.getJsonObject(1).getJsonObject("text").getString("text"))
        .contains("the bank &lt;said&gt; no &amp; hung up");
    assertThat(blocks.getJsonObject(2).getString("type")).isEqualTo("context");
  }

  @Test
  void completedTask_isToldOutsideOfProductionOnly() {
    subscriber("production").onTaskCompleted(Examples.COMPLETED);
    assertThat(slack.calls()).isEmpty();
    subscriber("staging").onTaskCompleted(Examples.COMPLETED);
    assertThat(slack.calls()).hasSize(1);
  }

  @Test
  void everyOtherEvent_isTold() {
    subscriber("production").onStepFailed(Examples.STEP_FAILED);
    subscriber("production")
        .onTaskCancelled(new TaskEvent.Cancelled(Examples.CHANGE, Examples.TASK));
    assertThat(slack.calls()).hasSize(2);
    assertThat(slack.calls().get(1).body()).contains("was cancelled by engine");
  }

  @Test
  void unconfigured_isOff() {
    new SlackSubscriber(Optional.empty(), Optional.empty(), "production")
        .onTaskFailed(Examples.FAILED);
    assertThat(slack.calls()).isEmpty();
  }

  @Test
  void refusal_isThrown_soThatTaskerCountsIt() {
    slack.answering(400);
    assertThatThrownBy(() -> subscriber("production").onTaskFailed(Examples.FAILED))
        .hasMessageContaining("answered 400");
  }

  private SlackSubscriber subscriber(String environment) {
    return new SlackSubscriber(
        Optional.of(slack.at("/services/T/B/X")), Optional.of("#ops"), environment);
  }
}
