package dev.tasker.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses that begin with the same bits, IPv4 or IPv6: {@code 10.0.0.0/8}. */
final class AddressRange {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern BITS = Pattern.compile("\\d{1,3}");

  private final byte[] first;
  private final int bits;

  private AddressRange(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /** The range that a text like {@code fd00::/8} means; an address alone is a range of one. */
  static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", -1);
    Optional<InetAddress> address = literal(parts[0]);
    if (address.isEmpty() || parts.length > 2) {
      return Optional.empty();
    }
    byte[] bytes = address.get().getAddress();
    int most = bytes.length * Byte.SIZE;
    if (parts.length == 1) {
      return Optional.of(new AddressRange(bytes, most));
    }
    return Optional.of(parts[1])
        .filter(number -> BITS.matcher(number).matches())
        .map(Integer::valueOf)
        .filter(number -> number <= most)
        .map(number -> new AddressRange(bytes, number));
  }

  /** A range that is known to be one. */
  static AddressRange of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  /** The address that a text is, with or without the brackets of URLs; no name is looked up. */
  static Optional<InetAddress> literal(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String bare = bracketed ? text.substring(1, text.length() - 1) : text;
    if (!bare.contains(":") && !IPV4.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(bare));
    } catch (UnknownHostException e) {
      return Optional.empty(); // it has colons and is no address
    }
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int shift = Byte.SIZE - bits % Byte.SIZE;
    return Arrays.equals(bytes, 0, whole, first, 0, whole)
        && (bits % Byte.SIZE == 0 || (bytes[whole] ^ first[whole]) >> shift == 0);
  }
}
