package dev.tasker.tool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.stream.IntStream;

/** Looks for TCP ports that nobody listens on. */
final class Ports {

  private Ports() {}

  static boolean isFree(String address, int port) {
    try {
      bind(address, port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Any port that is free now. */
  static int anyFree(String address) {
    try {
      return bind(address, 0);
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.PORT_TAKEN,
          "No port can be opened on %s (%s).".formatted(address, Words.of(e)),
          e);
    }
  }

  static int firstFree(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .filter(port -> isFree("127.0.0.1", port))
        .findFirst()
        .orElseGet(() -> anyFree("127.0.0.1"));
  }

  /**
   * Makes sure that the server will be able to listen.
   *
   * @param port 0 for any
   * @return the port, which was free a moment ago
   * @throws LaunchException if something listens there, or the address is not one of this machine
   */
  static int require(String address, int port) {
    try {
      return bind(address, port);
    } catch (UnknownHostException e) {
      throw new LaunchException(
          ExitCode.USAGE, "--address %s is not known on this machine.".formatted(address), e);
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.PORT_TAKEN,
          """
          Port %d on %s cannot be opened (%s).
          Stop what listens there, or choose another one with --port (0 takes any that is free)."""
              .formatted(port, address, Words.of(e)),
          e);
    }
  }

  private static int bind(String address, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1);
      return socket.getLocalPort();
    }
  }
}
