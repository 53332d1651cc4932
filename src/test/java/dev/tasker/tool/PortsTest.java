package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final String LOOPBACK = "127.0.0.1";

  @Test
  void takenPort_isToldWithTheWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int port = taken.getLocalPort();

      assertThat(Ports.isFree(LOOPBACK, port)).isFalse();
      assertThatThrownBy(() -> Ports.require(LOOPBACK, port))
          .isInstanceOfSatisfying(
              LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PORT_TAKEN))
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("--port");
    }
  }

  @Test
  void portZero_isAnyFreeOne() {
    int port = Ports.require(LOOPBACK, 0);

    assertThat(port).isPositive();
    assertThat(Ports.require(LOOPBACK, port)).isEqualTo(port);
  }

  @Test
  void firstPortTaken_takesTheNext() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int port = taken.getLocalPort();

      assertThat(Ports.firstFree(port, port + 20)).isGreaterThan(port);
      assertThat(Ports.firstFree(port, port)).isPositive().isNotEqualTo(port);
    }
  }

  @Test
  void unknownAddress_isUsage() {
    assertThatThrownBy(() -> Ports.require("no-such-host.invalid", 0))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }
}
