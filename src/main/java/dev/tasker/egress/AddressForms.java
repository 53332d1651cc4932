package dev.tasker.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sees the IPv4 address inside an IPv6 address that networks translate into it. */
final class AddressForms {

  /** Where in an address of the range the other address begins. */
  private static final Map<AddressRange, Integer> TRANSLATED =
      Map.of(
          AddressRange.of("64:ff9b::/96"), 12, // NAT64
          AddressRange.of("2002::/16"), 2, // 6to4
          AddressRange.of("::/96"), 12); // IPv4-compatible

  private AddressForms() {}

  /** The address, and the one inside it if there is one. */
  static List<InetAddress> of(InetAddress address) {
    Stream<InetAddress> inside =
        TRANSLATED.entrySet().stream()
            .filter(translated -> translated.getKey().contains(address))
            .map(translated -> ipv4(address.getAddress(), translated.getValue()));
    return Stream.concat(Stream.of(address), inside).toList();
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an IPv4 address.", e);
    }
  }
}
