package com.example.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.TaskEvent;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class MetricsSubscriberTest {

  private static final String TAGS = "namespace:payments,task:charge,version:1.0.0";

  @Test
  void events_areLinesOfStatsD() throws IOException {
    try (var statsd = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      statsd.setSoTimeout(5_000);
      var subscriber = new MetricsSubscriber(Optional.of("127.0.0.1"), statsd.getLocalPort());

      subscriber.onTaskCompleted(Examples.COMPLETED);
      assertThat(line(statsd)).isEqualTo("tasker.task.duration:45200|ms|#" + TAGS);
      assertThat(line(statsd)).isEqualTo("tasker.task:1|c|#" + TAGS + ",status:complete");
      subscriber.onTaskFailed(Examples.FAILED);
      assertThat(line(statsd)).endsWith("status:error");
      subscriber.onTaskCancelled(new TaskEvent.Cancelled(Examples.CHANGE, Examples.TASK));
      assertThat(line(statsd)).endsWith("status:cancelled");
      subscriber.onStepCompleted(
          new StepEvent.Completed(
              Examples.CHANGE, Examples.TASK, Examples.STEP, Duration.ofMillis(7)));
      assertThat(line(statsd)).isEqualTo("tasker.step.duration:7|ms|#" + TAGS + ",step:call_bank");
      assertThat(line(statsd)).endsWith(",step:call_bank,status:complete");
      subscriber.onStepFailed(Examples.STEP_FAILED);
      assertThat(line(statsd)).endsWith("status:error");
      subscriber.onStepRetryScheduled(Examples.RETRY);
      assertThat(line(statsd)).endsWith("status:retry");
    }
  }

  @Test
  void unconfigured_isOff() throws IOException {
    try (var statsd = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      statsd.setSoTimeout(200);
      new MetricsSubscriber(Optional.empty(), statsd.getLocalPort()).onTaskFailed(Examples.FAILED);
      Assertions.assertThatThrownBy(() -> line(statsd)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static String line(DatagramSocket socket) throws IOException {
    var packet = new DatagramPacket(new byte[1024], 1024);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
