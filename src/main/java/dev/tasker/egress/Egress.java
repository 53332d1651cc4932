package dev.tasker.egress;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * The way out: lets requests through to the hosts that may be called. Thread-safe.
 *
 * <p>A name is looked up once, and what was found is checked. So that it cannot lead elsewhere when
 * the client looks it up again, a request over {@code http} is sent to the address that was
 * checked; over {@code https} the server's certificate has to have the name.
 */
public final class Egress {

  /**
   * Java's client lets no request name its host unless this property has the word "host". It reads
   * it when it is first used; the servers of Tasker are started with it.
   */
  static final String RESTRICTED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

  private final EgressRules rules;
  private final Lookup lookup;
  private final Optional<ProxySelector> proxies;

  Egress(EgressRules rules, Lookup lookup, Optional<ProxySelector> proxies) {
    this.rules = rules;
    this.lookup = lookup;
    this.proxies = proxies;
  }

  /**
   * A way out to some hosts.
   *
   * @param allow entries of {@code tasker.http.allow}
   * @param deny entries of {@code tasker.http.deny}
   * @throws IllegalArgumentException if an entry means nothing
   */
  public static Egress of(List<String> allow, List<String> deny) {
    return new Egress(
        new EgressRules(
            allow.stream().map(HostPattern::parse).toList(),
            deny.stream().map(HostPattern::parse).toList()),
        InetAddress::getAllByName,
        Optional.ofNullable(ProxySelector.getDefault()));
  }

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /**
   * Why an address cannot be called whatever it leads to; empty if it may be. No name is looked up.
   */
  public Optional<String> refusal(URI uri) {
    String host = uri.getHost();
    return AddressRange.literal(host)
        .map(address -> rules.refusal(host, address))
        .orElseGet(() -> rules.refusalWhereverItLeads(host));
  }

  /**
   * The request to send instead, once its host is known to be one that may be called. May take as
   * long as it takes to look up a name.
   *
   * @throws UnknownHostException if there is no host of that name
   * @throws CallRefusedException if the host may not be called
   */
  public HttpRequest checked(HttpRequest request)
      throws UnknownHostException, CallRefusedException {
    URI uri = request.uri();
    String host = uri.getHost();
    Optional<InetAddress> literal = AddressRange.literal(host);
    if (literal.isPresent()) {
      refuse(rules.refusal(host, literal.get()));
      return request;
    }
    if (isProxied(uri)) {
      refuse(rules.refusal(host));
      return request;
    }
    refuse(rules.refusalWhereverItLeads(host)); // to look it up would tell its owner something
    InetAddress[] addresses = lookup.of(host);
    for (InetAddress address : addresses) {
      refuse(rules.refusal(host, address));
    }
    boolean bound = uri.getScheme().equalsIgnoreCase("https");
    return bound || !mayNameHost() ? request : sentTo(addresses[0], request);
  }

  private static void refuse(Optional<String> refusal) throws CallRefusedException {
    if (refusal.isPresent()) {
      throw new CallRefusedException(refusal.get());
    }
  }

  private boolean isProxied(URI uri) {
    return proxies
        .map(selector -> selector.select(uri))
        .filter(chosen -> !chosen.isEmpty() && chosen.get(0).type() != Proxy.Type.DIRECT)
        .isPresent();
  }

  static boolean mayNameHost() {
    return List.of(System.getProperty(RESTRICTED_HEADERS, "").split("\\s*,\\s*")).contains("host");
  }

  private static HttpRequest sentTo(InetAddress address, HttpRequest request) {
    URI uri = request.uri();
    String literal = address.getHostAddress();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    URI pinned =
        URI.create(
            uri.getScheme()
                + "://"
                + (literal.contains(":") ? "[" + literal + "]" : literal)
                + port
                + uri.getRawPath()
                + query);
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .uri(pinned)
        .setHeader("Host", uri.getHost() + (uri.getPort() == 80 ? "" : port))
        .build();
  }
}
