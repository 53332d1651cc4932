package dev.tasker.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {

  private static EgressRules rules(String allow, String deny) {
    return new EgressRules(patterns(allow), patterns(deny));
  }

  private static List<HostPattern> patterns(String list) {
    return list.isEmpty()
        ? List.of()
        : List.of(list.split(",")).stream().map(HostPattern::parse).toList();
  }

  private static InetAddress address(String text) {
    return AddressRange.literal(text).orElseThrow();
  }

  private static boolean allows(EgressRules rules, String host, String address) {
    return rules.refusal(host, address(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "[fe80::1]",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1"
      })
  void placesOfCredentials_areDeniedUnlessNamed(String address) {
    EgressRules open = rules("", "");

    assertThat(open.refusal("rebound.example", address(address)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith("rebound.example leads to a")
                    .contains("tasker.http.allow"));
    assertThat(allows(rules("*", ""), "rebound.example", address)).isFalse();
    assertThat(allows(rules("rebound.example", ""), "rebound.example", address)).isFalse();
    assertThat(allows(rules("link-local,metadata", ""), "rebound.example", address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "fd12::1", "93.184.216.34"})
  void allElse_isAllowedByDefault(String address) {
    assertThat(allows(rules("", ""), "shop.example", address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "::1",
        "::",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.0.1",
        "fd12::1",
        "2002:7f00:1::"
      })
  void insideOfTheNetwork_canBeDenied(String address) {
    EgressRules closed = rules("", "loopback,private");

    assertThat(closed.refusal("localhost", address(address)))
        .contains("localhost is denied by tasker.http.deny");
    assertThat(allows(closed, "shop.example", "172.32.0.1")).isTrue();
  }

  @Test
  void allowedNames_areTheOnlyOnes() {
    EgressRules some = rules("api.example.com,*.shop.example", "");

    assertThat(allows(some, "API.example.com.", "10.0.0.1")).isTrue();
    assertThat(allows(some, "eu.shop.example", "10.0.0.1")).isTrue();
    assertThat(some.refusal("shop.example", address("10.0.0.1")))
        .contains("shop.example is not among the hosts of tasker.http.allow");
    assertThat(allows(some, "evilshop.example", "10.0.0.1")).isFalse();
    assertThat(allows(some, "api.example.com.evil.example", "10.0.0.1")).isFalse();
  }

  @Test
  void denied_countsMoreThanAllowed() {
    EgressRules both = rules("*.example.com,10.0.0.0/8", "old.example.com,10.9.0.0/16");

    assertThat(allows(both, "new.example.com", "93.184.216.34")).isTrue();
    assertThat(allows(both, "old.example.com", "93.184.216.34")).isFalse();
    assertThat(allows(both, "elsewhere.example", "10.1.1.1")).isTrue();
    assertThat(allows(both, "new.example.com", "10.9.1.1")).isFalse();
  }

  @Test
  void range_endsAtItsBits() {
    EgressRules range = rules("10.1.64.0/18,fd00:1::/33", "");

    assertThat(allows(range, "a", "10.1.64.0")).isTrue();
    assertThat(allows(range, "a", "10.1.127.255")).isTrue();
    assertThat(allows(range, "a", "10.1.128.0")).isFalse();
    assertThat(allows(range, "a", "10.1.63.255")).isFalse();
    assertThat(allows(range, "a", "fd00:1:7fff::")).isTrue();
    assertThat(allows(range, "a", "fd00:1:8000::")).isFalse();
  }

  @Test
  void nameWhoseAddressIsUnknown_isJudgedByItself() {
    assertThat(rules("", "private").refusal("a.example")).isEmpty();
    assertThat(rules("", "a.example").refusal("a.example")).isPresent();
    assertThat(rules("10.0.0.0/8", "").refusal("a.example")).isPresent();
    assertThat(rules("10.0.0.0/8", "").refusalWhereverItLeads("a.example")).isEmpty();
    assertThat(rules("10.0.0.0/8", "a.example").refusalWhereverItLeads("a.example")).isPresent();
    assertThat(rules("b.example", "").refusalWhereverItLeads("a.example")).isPresent();
  }

  @Test
  void addressThatIsWritten_isRefusedWithoutLookingUp() {
    Egress egress = Egress.of(List.of(), List.of());

    assertThat(egress.refusal(URI.create("http://169.254.169.254/latest"))).isPresent();
    assertThat(egress.refusal(URI.create("http://[fe80::1]/"))).isPresent();
    assertThat(egress.refusal(URI.create("http://no-such-host.invalid/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0",
        "10.0.0.256",
        "a b",
        "*.*",
        "http://a",
        "a:80",
        "fe80::/129"
      })
  void entryThatMeansNothing_isRefused(String entry) {
    assertThatThrownBy(() -> HostPattern.parse(entry))
        .hasMessageContaining("\"" + entry + "\" is not a host")
        .hasMessageContaining("link-local");
  }

  @Test
  void literal_neverAsksForAName() throws UnknownHostException {
    assertThat(AddressRange.literal("localhost")).isEmpty();
    assertThat(AddressRange.literal("256.1.1.1")).isEmpty();
    assertThat(AddressRange.literal("[::1]")).contains(InetAddress.getByName("::1"));
  }
}
