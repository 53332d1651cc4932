package dev.tasker.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which hosts may be called.
 *
 * <p>What {@code deny} names may not. Link-local addresses and those where clouds give out
 * credentials may be called only if {@code allow} names them as addresses, since whoever owns a
 * name can let it lead there. All else may be called if {@code allow} is empty or names it.
 */
record EgressRules(List<HostPattern> allow, List<HostPattern> deny) {

  EgressRules {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }

  /** Why a host may not be called at an address that it has; empty if it may. */
  Optional<String> refusal(String host, InetAddress address) {
    List<InetAddress> forms = AddressForms.of(address);
    String name = HostPattern.plain(host);
    if (matches(deny, name, forms)) {
      return Optional.of(denied(host));
    }
    boolean named = forms.stream().anyMatch(form -> namesAddress(allow, form));
    Optional<AddressKind> kind =
        Stream.of(AddressKind.values())
            .filter(AddressKind::isDeniedByDefault)
            .filter(each -> forms.stream().anyMatch(each::contains))
            .findFirst();
    if (kind.isPresent() && !named) {
      return Optional.of(
          "%s leads to %s, which may not be called unless tasker.http.allow names that address"
              .formatted(host, kind.get().description()));
    }
    return allow.isEmpty() || matches(allow, name, forms)
        ? Optional.empty()
        : Optional.of(notAllowed(host));
  }

  /** Why a host may not be called whose address only a proxy knows; empty if it may. */
  Optional<String> refusal(String host) {
    String name = HostPattern.plain(host);
    if (matches(deny, name, List.of())) {
      return Optional.of(denied(host));
    }
    return allow.isEmpty() || matches(allow, name, List.of())
        ? Optional.empty()
        : Optional.of(notAllowed(host));
  }

  /** Why a host may not be called whatever addresses it has; empty if that depends on them. */
  Optional<String> refusalWhereverItLeads(String host) {
    boolean dependsOnAddress =
        !matches(deny, HostPattern.plain(host), List.of())
            && allow.stream().anyMatch(HostPattern::namesAddresses);
    return dependsOnAddress ? Optional.empty() : refusal(host);
  }

  private static String denied(String host) {
    return host + " is denied by tasker.http.deny";
  }

  private static String notAllowed(String host) {
    return host + " is not among the hosts of tasker.http.allow";
  }

  private static boolean matches(List<HostPattern> list, String name, List<InetAddress> forms) {
    return list.stream().anyMatch(entry -> entry.matchesName(name))
        || forms.stream().anyMatch(form -> namesAddress(list, form));
  }

  private static boolean namesAddress(List<HostPattern> list, InetAddress address) {
    return list.stream().anyMatch(entry -> entry.matchesAddress(address));
  }
}
