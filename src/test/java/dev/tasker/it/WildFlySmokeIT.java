package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tasker.it.TransactionalStories.Story;
import dev.tasker.testing.ThrowAwayPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That the same WAR runs on the other server, so that nothing grows that only Payara accepts. It
 * runs the examples, with a user's jar beside its own libraries as {@code --lib} would put it.
 */
class WildFlySmokeIT {

  private static final Path WAR = Path.of("target", "wildfly-smoke.war");

  private static AutoCloseable shop = () -> {};
  private static AutoCloseable server = () -> {};
  private static TaskerClient tasker;
  private static PlainClient client;

  @BeforeAll
  static void start() throws IOException {
    ShopProcess openShop = ShopProcess.start();
    shop = openShop;
    Deployments.tasker()
        .addAsLibrary(ShopProcess.JAR.toFile())
        .addAsLibrary(LedgerJar.build())
        .as(ZipExporter.class)
        .exportTo(WAR.toFile(), true);
    WildFly wildFly =
        WildFly.start(
            WAR,
            Map.of(
                "tasker.database.url", ThrowAwayPostgres.urlOf("wildfly"),
                "tasker.database.user", ThrowAwayPostgres.USER,
                "tasker.database.password", ThrowAwayPostgres.PASSWORD,
                "tasker.templates.directories",
                    Path.of("examples", "yaml-only").toAbsolutePath().toString(),
                "shop.url", openShop.address().toString(),
                "SHOP_URL", openShop.address().toString()),
            "/tasker/health/ready");
    server = wildFly;
    tasker = new TaskerClient(wildFly.uri());
    client = new PlainClient(wildFly.uri());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      server.close();
    } finally {
      shop.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"default, api_task/integration_yaml_example", "examples, shop/quick_order"})
  void taskOfAnExample_completes(String namespace, String name) {
    String task = start(namespace, name);
    tasker.await(task, "complete");
    assertThat(tasker.states(task))
        .hasSizeGreaterThan(3)
        .allSatisfy((step, state) -> assertThat(state).isEqualTo("complete"));
    for (String view : List.of("/diagram?format=svg", "/diagram?format=html", "/explain")) {
      assertThat(client.get("/tasker/tasks/" + task + view).status()).as(view).isEqualTo(200);
    }
  }

  private static String start(String namespace, String name) {
    var answer =
        tasker.post(
            Map.of(
                "namespace",
                namespace,
                "name",
                name,
                "context",
                Map.of("cart_id", 123),
                "initiator",
                "smoke",
                "reason",
                "to see it run",
                "source_system",
                "tests"),
            Map.of());

    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return (String) answer.body().get("task_id");
  }

  @ParameterizedTest
  @MethodSource("dev.tasker.it.TransactionalStories#all")
  void transactionalStep_isAllOrNothing(Story story) throws SQLException {
    var ledger = LedgerTable.create(ThrowAwayPostgres.urlOf("wildfly"), ThrowAwayPostgres.USER);
    story.tell(new TransactionalStories(tasker, ledger));
  }

  @Test
  void stream_tellsWhatHappens() throws Exception {
    URI stream = client.uri().resolve("/tasker/events/stream");
    try (EventReader reader = EventReader.open(stream, Optional.empty())) {
      await().until(() -> !reader.ids().isEmpty());
      tasker.await(start("examples", "shop/quick_order"), "complete");
      // Once, on a busy machine, this server kept the last message for more than ten seconds. A
      // sign of
      // life is written every 15.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(reader.types()).contains("dev.tasker.task.completed"));
    }
  }

  @Test
  void api_isDescribedAsOnTheOtherServer() {
    var served = client.get("/openapi?format=JSON", Map.of("Accept", "application/json")).json();
    var shipped = ApiContract.shipped().document();

    for (String part : List.of("paths", "components")) {
      assertThat(ApiContract.map(served.get(part)).keySet())
          .containsExactlyInAnyOrderElementsOf(ApiContract.map(shipped.get(part)).keySet());
    }
    assertThat(client.get("/api/index.html").text()).contains("/webjars/swagger-ui/");
  }
}
