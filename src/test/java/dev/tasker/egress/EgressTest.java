package dev.tasker.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tasker.testing.ShippedConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EgressTest {

  private static final EgressRules DEFAULT = new EgressRules(List.of(), List.of());

  private final Deque<InetAddress[]> answers = new ArrayDeque<>();

  private Egress egress(EgressRules rules, Optional<ProxySelector> proxies) {
    return new Egress(rules, host -> answers.remove(), proxies);
  }

  private Egress egress() {
    return egress(DEFAULT, Optional.empty());
  }

  private void answer(String... addresses) {
    answers.add(
        List.of(addresses).stream()
            .map(text -> AddressRange.literal(text).orElseThrow())
            .toArray(InetAddress[]::new));
  }

  private static HttpRequest get(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).setHeader("X-Mine", "1").build();
  }

  @Test
  void request_goesToTheAddressThatWasChecked() throws Exception {
    var asked = new CompletableFuture<String>();
    HttpServer server = server(asked);
    try {
      int port = server.getAddress().getPort();
      answer("127.0.0.1");
      HttpRequest checked =
          egress().checked(get("http://shop.example:" + port + "/cart%20a?b=%26c"));
      HttpClient.newHttpClient().send(checked, BodyHandlers.discarding());

      assertThat(asked.join()).isEqualTo("shop.example:" + port + " /cart%20a?b=%26c 1");
      assertThat(answers).as("names that were looked up again").isEmpty();
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer server(CompletableFuture<String> asked) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          var headers = call.getRequestHeaders();
          asked.complete(
              headers.getFirst("Host")
                  + " "
                  + call.getRequestURI()
                  + " "
                  + headers.getFirst("X-Mine"));
          call.sendResponseHeaders(204, -1);
          call.close();
        });
    server.start();
    return server;
  }

  @Test
  void nameThatLeadsToCredentials_isRefused() {
    answer("93.184.216.34", "169.254.169.254");

    assertThatThrownBy(() -> egress().checked(get("http://rebound.example/")))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageStartingWith("rebound.example leads to a link-local address");
  }

  @Test
  void nameThatIsRefused_isNotLookedUp() {
    var rules = new EgressRules(List.of(HostPattern.parse("api.example.com")), List.of());

    assertThatThrownBy(
            () -> egress(rules, Optional.empty()).checked(get("http://s3cret.evil.example/")))
        .isInstanceOf(CallRefusedException.class);
  }

  @Test
  void address_isCheckedAsItIs() {
    assertThatThrownBy(() -> egress().checked(get("https://[::ffff:a9fe:a9fe]/")))
        .isInstanceOf(CallRefusedException.class);
  }

  @Test
  void sixWords_areInBrackets() throws Exception {
    answer("2001:db8::7");

    HttpRequest checked = egress().checked(get("http://shop.example:80/"));

    assertThat(checked.uri()).hasToString("http://[2001:db8:0:0:0:0:0:7]:80/");
    assertThat(checked.headers().firstValue("Host")).contains("shop.example");
  }

  @Test
  void overTls_theCertificateBindsTheName() throws Exception {
    answer("93.184.216.34");
    HttpRequest request = get("https://shop.example/");

    assertThat(egress().checked(request)).isSameAs(request);
    answer("169.254.169.254");
    assertThatThrownBy(() -> egress().checked(request)).isInstanceOf(CallRefusedException.class);
  }

  @Test
  void throughAProxy_onlyNamesAreChecked() throws Exception {
    ProxySelector proxy = ProxySelector.of(new InetSocketAddress("127.0.0.1", 3128));
    var denying = new EgressRules(List.of(), List.of(HostPattern.parse("*.denied.example")));
    Egress egress = egress(denying, Optional.of(proxy));
    HttpRequest request = get("http://shop.example/");

    assertThat(egress.checked(request)).isSameAs(request);
    assertThatThrownBy(() -> egress.checked(get("http://a.denied.example/")))
        .isInstanceOf(CallRefusedException.class);
    assertThatThrownBy(() -> egress.checked(get("http://169.254.169.254/")))
        .isInstanceOf(CallRefusedException.class);
  }

  @Test
  void unknownName_isSaidToBeUnknown() {
    var none =
        new Egress(
            DEFAULT,
            host -> {
              throw new UnknownHostException(host);
            },
            Optional.empty());

    assertThatThrownBy(() -> none.checked(get("http://nobody.example/")))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void settings_areRead() {
    var config =
        new EgressConfig(
            new ShippedConfig()
                .with("tasker.http.allow", "10.0.0.0/8, api.example.com")
                .with("tasker.http.deny", " 10.9.0.0/16 ,"));

    assertThat(config.egress().refusal(URI.create("http://10.1.1.1/"))).isEmpty();
    assertThat(config.egress().refusal(URI.create("http://10.9.1.1/"))).isPresent();
    assertThat(config.egress().refusal(URI.create("http://11.1.1.1/"))).isPresent();
    assertThat(new EgressConfig(new ShippedConfig()).egress().refusal(URI.create("http://[::1]/")))
        .isEmpty();
  }

  @Test
  void settingThatMeansNothing_isNamed() {
    var config = new EgressConfig(new ShippedConfig().with("tasker.http.deny", "10.0.0.0/99"));

    assertThatThrownBy(config::egress).hasMessageStartingWith("tasker.http.deny: \"10.0.0.0/99\"");
  }
}
