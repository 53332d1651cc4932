package dev.tasker.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses that do not lead to the public Internet. */
enum AddressKind {
  LOOPBACK("a loopback address", "127.0.0.0/8", "0.0.0.0/8", "::1", "::"),
  PRIVATE(
      "an address of a private network",
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "100.64.0.0/10",
      "fc00::/7",
      "fec0::/10"),
  LINK_LOCAL("a link-local address", "169.254.0.0/16", "fe80::/10"),
  /** Where clouds give their machines credentials, as far as it is not link-local. */
  METADATA(
      "an address where a cloud gives out credentials",
      "fd00:ec2::254",
      "fd20:ce::254",
      "100.100.100.200",
      "168.63.129.16",
      "192.0.0.192");

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by Stream.toList, and a range never changes
  private final List<AddressRange> ranges;

  AddressKind(String description, String... ranges) {
    this.description = description;
    this.ranges = Stream.of(ranges).map(AddressRange::of).toList();
  }

  /** What an address of this kind is, for people. */
  String description() {
    return description;
  }

  /** The word that stands for it in lists. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nobody may call it who is not allowed to. */
  boolean isDeniedByDefault() {
    return this == LINK_LOCAL || this == METADATA;
  }

  boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  static Optional<AddressKind> ofWord(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
