package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

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

  private HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.toString()).resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
