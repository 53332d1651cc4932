package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.ThrowAwayPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the same WAR runs on the other server, so that nothing grows that only Payara accepts. */
class WildFlySmokeIT {

  private static WildFly server;

  @BeforeAll
  static void start() throws IOException {
    server =
        WildFly.start(
            Path.of("target", "tasker.war"),
            Map.of(
                "tasker.database.url", ThrowAwayPostgres.urlOf("wildfly"),
                "tasker.database.user", ThrowAwayPostgres.USER,
                "tasker.database.password", ThrowAwayPostgres.PASSWORD),
            "/tasker/health/ready");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void unchangedWar_isAlive() throws Exception {
    assertThat(get("/tasker/health/live").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
