package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
class DeploymentIT {

  @ArquillianResource URL server;

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker();
  }

  @Test
  void deployedWar_isAliveAndReady() throws Exception {
    assertThat(get("/tasker/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/tasker/health/ready").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tasker/tasks",
        "/tasker/tasks/none",
        "/tasker/nothing/of/that/kind",
        "/tasker/health/live",
        "/api/index.html",
        "/api/nothing.html"
      })
  void everyAnswer_tellsBrowsersToBeCareful(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement(STRING)
        .startsWith(path.startsWith("/api/") ? "default-src 'self'; " : "default-src 'none'; ")
        .contains("frame-ancestors 'none'");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  private HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.toString()).resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
