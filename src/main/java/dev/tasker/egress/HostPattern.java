package dev.tasker.egress;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One entry of a list of hosts. */
sealed interface HostPattern {

  /** Not all digits and dots: such a name would be an address that is written wrong. */
  Pattern NAME = Pattern.compile("(?![\\d.]+$)[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  /** Whether the name of a host is meant. */
  default boolean matchesName(String host) {
    return false;
  }

  /** Whether an address is meant as such, whatever name led to it. */
  default boolean matchesAddress(InetAddress address) {
    return false;
  }

  /** Whether it speaks of addresses, and not of names. */
  default boolean namesAddresses() {
    return this instanceof Range || this instanceof Kind;
  }

  /** {@code *}: every host. */
  record Every() implements HostPattern {
    @Override
    public boolean matchesName(String host) {
      return true;
    }
  }

  /** {@code api.example.com}. */
  record Name(String name) implements HostPattern {
    @Override
    public boolean matchesName(String host) {
      return host.equals(name);
    }
  }

  /**
   * {@code *.example.com}: all below it, not itself.
   *
   * @param ending with the dot
   */
  record Below(String ending) implements HostPattern {
    @Override
    public boolean matchesName(String host) {
      return host.endsWith(ending) && host.length() > ending.length();
    }
  }

  /** {@code 10.1.0.0/16}. */
  record Range(AddressRange range) implements HostPattern {
    @Override
    public boolean matchesAddress(InetAddress address) {
      return range.contains(address);
    }
  }

  /** {@code private}. */
  record Kind(AddressKind kind) implements HostPattern {
    @Override
    public boolean matchesAddress(InetAddress address) {
      return kind.contains(address);
    }
  }

  /** The form of names that is compared: lower case, without the dot that ends absolute ones. */
  static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException if it is none; says what an entry may be
   */
  static HostPattern parse(String entry) {
    String text = plain(entry.strip());
    if (text.equals("*")) {
      return new Every();
    }
    Optional<HostPattern> address =
        AddressKind.ofWord(text)
            .<HostPattern>map(Kind::new)
            .or(() -> AddressRange.parse(text).map(Range::new));
    if (address.isPresent()) {
      return address.get();
    }
    boolean below = text.startsWith("*.");
    String name = below ? text.substring(2) : text;
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a host: write a name (api.example.com), all names below one (*.example.com), an address or a range (10.0.0.0/8), one of %s, or * for every host."
              .formatted(
                  entry.strip(),
                  Stream.of(AddressKind.values())
                      .map(AddressKind::word)
                      .collect(Collectors.joining(", "))));
    }
    return below ? new Below("." + name) : new Name(name);
  }
}
